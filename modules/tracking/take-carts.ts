import { sql } from 'kysely'
import type { Ctx } from '#core/context'
import { rootsOf } from '#modules/customers'
import { recordCarts, type IncomingCart } from '#modules/orders'
import { foldCarts, readCart, type CartWord } from './domain-carts.ts'
import { isObject } from './domain-messages.ts'
import { isTrouble } from './domain-products.ts'
import type { Placed } from './take-in.ts'
import { bookOf, isHistory } from './take-orders.ts'

/** Of each cart the newest words count; nobody fills a cart with more. */
const MOST_WORDS = 1_000

/**
 * Hands on the carts that messages speak of. What was added and taken out makes sense only in its order, and messages may come in another: a cart is
 * folded again from all that was ever said of it.
 */
export async function takeCarts(ctx: Ctx, placed: readonly Placed[]): Promise<void> {
  const touched = new Map(placed.flatMap((message) => (message.cartKey === null ? [] : [[message.cartKey, message]])))
  if (touched.size === 0) return
  const said = await wordsOf(ctx, [...touched.keys()])
  const roots = await rootsOf(
    ctx,
    said.map(({ profile_id }) => profile_id),
  )
  const carts = [...Map.groupBy(said, ({ cart_key }) => cart_key)].flatMap(([key, rows]) => {
    const { origin } = touched.get(key) ?? {}
    const profileId = rows.at(-1)?.profile_id ?? ''
    const words = rows.flatMap((row) => readRow(row, ctx.workspace.currency) ?? [])
    return foldCarts(key.slice(key.indexOf(' ') + 1), words).map((cart): IncomingCart => ({
      ...cart,
      source: bookOf(origin?.idSpace ?? ''),
      profileId,
      customerId: roots.get(profileId) ?? profileId,
    }))
  })
  await recordCarts(ctx, carts, { history: placed.every(isHistory) })
}

interface Row {
  readonly cart_key: string
  readonly message_id: string
  readonly profile_id: string
  readonly occurred_at: Date
  readonly event: string
  readonly properties: unknown
}

async function wordsOf(ctx: Ctx, keys: readonly string[]): Promise<Row[]> {
  const { rows } = await sql<Row>`
    select k.key as cart_key, m.message_id, m.profile_id, m.occurred_at, m.event, m.properties
    from unnest(${keys}::text[]) as k (key)
    cross join lateral (
      select message_id, profile_id, occurred_at, body ->> 'event' as event, body -> 'properties' as properties
      from tracking_messages
      where workspace_id = ${ctx.workspace.id} and cart_key = k.key
      order by occurred_at desc, message_id desc
      limit ${MOST_WORDS}
    ) m
    order by k.key, m.occurred_at, m.message_id`.execute(ctx.db)
  return rows
}

function readRow({ event, properties, message_id, occurred_at }: Row, currency: string): CartWord | null {
  const word = readCart(event, isObject(properties) ? properties : {}, { messageId: message_id, at: occurred_at.getTime(), currency })
  return isTrouble(word) || word?.currency !== currency ? null : word
}
