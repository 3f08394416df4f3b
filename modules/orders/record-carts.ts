import { randomUUIDv7 } from 'node:crypto'
import { sql } from 'kysely'
import { inTransaction, type Ctx } from '#core/context'
import { emitAll, type NewEvent } from '#core/events'
import { lockBook } from './book.ts'
import { cartHappenings, tellCart, type Cart, type CartItem, type IncomingCart } from './domain-carts.ts'
import type { Said } from './domain-incoming.ts'
import { matchCarts } from './match-carts.ts'
import { refuseOtherCurrency } from './queries.ts'

/** Takes carts as sites tell them, in one transaction. `history` emits no events. Callers hold the lock of identities. */
export function recordCarts(
  ctx: Ctx,
  words: readonly IncomingCart[],
  { history = false } = {},
): Promise<readonly { readonly cartId: string }[]> {
  for (const { currency } of words) refuseOtherCurrency(ctx, currency)
  if (words.length === 0) return Promise.resolve([])
  return inTransaction(ctx, async (ctx) => {
    await lockBook(ctx)
    const carts = await knownCarts(ctx, words)
    const events: NewEvent[] = []
    const told = words.map((word) => {
      const place = placeOf(word)
      const before = carts.get(place)
      const cart = tellCart(before?.cart ?? null, word)
      const after = { id: before?.id ?? randomUUIDv7(), source: word.source, cartId: word.cartId, cart }
      carts.set(place, after)
      events.push(...eventsOf(ctx, before?.cart ?? null, after))
      return { cartId: after.id }
    })
    await putCarts(ctx, [...carts.values()])
    await matchCarts(ctx, { carts: told.map(({ cartId }) => cartId) })
    if (!history) await emitAll(ctx, events)
    return told
  })
}

interface KeptCart {
  readonly id: string
  readonly source: string
  readonly cartId: string
  readonly cart: Cart
}

function placeOf({ source, cartId }: { readonly source: string; readonly cartId: string }): string {
  return JSON.stringify([source, cartId])
}

function eventsOf(ctx: Ctx, before: Cart | null, { id, cart }: KeptCart): NewEvent[] {
  const { isChanged, isCheckedOut } = cartHappenings(before, cart)
  const told = { cartId: id, customerId: cart.profile }
  const when = { customerId: cart.profile, occurredAt: cart.saidAt }
  const content = {
    items: cart.items.length,
    total: cart.total === null ? null : String(cart.total),
    currency: ctx.workspace.currency,
  }
  return [
    ...(isChanged ? [{ name: 'cart.changed' as const, payload: { ...told, ...content }, ...when }] : []),
    ...(isCheckedOut ? [{ name: 'cart.checked_out' as const, payload: { ...told, step: cart.checkoutStep }, ...when }] : []),
  ]
}

async function knownCarts(ctx: Ctx, words: readonly IncomingCart[]): Promise<Map<string, KeptCart>> {
  const { rows } = await sql<CartRow>`
    select c.id, c.source, c.cart_id, c.customer_id, c.profile_id, c.said, c.said_at, c.begun_at, c.items, c.total, c.coupons, c.checked_out_at,
           c.checkout_step, c.order_number
    from orders_carts c
    join (select distinct * from unnest(
      ${words.map(({ source }) => source)}::text[], ${words.map(({ cartId }) => cartId)}::text[]) as t (source, cart_id)) w
      on w.source = c.source and w.cart_id = c.cart_id
    where c.workspace_id = ${ctx.workspace.id}`.execute(ctx.db)
  return new Map(
    rows.map((row) => {
      const kept = { id: row.id, source: row.source, cartId: row.cart_id, cart: cartOf(row) }
      return [placeOf(kept), kept]
    }),
  )
}

interface CartRow {
  readonly id: string
  readonly source: string
  readonly cart_id: string
  readonly customer_id: string
  readonly profile_id: string | null
  readonly said: Said
  readonly said_at: Date
  readonly begun_at: Date
  readonly items: readonly CartItem[]
  readonly total: bigint | null
  readonly coupons: readonly string[]
  readonly checked_out_at: Date | null
  readonly checkout_step: number | null
  readonly order_number: string | null
}

function cartOf(row: CartRow): Cart {
  return {
    profile: row.profile_id ?? row.customer_id,
    customerId: row.customer_id,
    said: row.said,
    saidAt: row.said_at,
    begunAt: row.begun_at,
    items: row.items,
    total: row.total,
    coupons: row.coupons,
    checkedOutAt: row.checked_out_at,
    checkoutStep: row.checkout_step,
    orderNumber: row.order_number,
  }
}

async function putCarts(ctx: Ctx, carts: readonly KeptCart[]): Promise<void> {
  await ctx.db
    .insertInto('orders_carts')
    .values(
      carts.map(({ id, source, cartId, cart }) => ({
        workspace_id: ctx.workspace.id,
        id,
        source,
        cart_id: cartId,
        customer_id: cart.customerId,
        profile_id: cart.profile === cart.customerId ? null : cart.profile,
        said: JSON.stringify(cart.said),
        said_at: cart.saidAt,
        begun_at: cart.begunAt,
        currency: ctx.workspace.currency,
        items: JSON.stringify(cart.items),
        total: cart.total,
        coupons: [...cart.coupons],
        checked_out_at: cart.checkedOutAt,
        checkout_step: cart.checkoutStep,
        order_number: cart.orderNumber,
        order_id: null,
      })),
    )
    .onConflict((oc) =>
      oc.columns(['workspace_id', 'id']).doUpdateSet((eb) => ({
        customer_id: eb.ref('excluded.customer_id'),
        profile_id: eb.ref('excluded.profile_id'),
        said: eb.ref('excluded.said'),
        said_at: eb.ref('excluded.said_at'),
        begun_at: eb.ref('excluded.begun_at'),
        items: eb.ref('excluded.items'),
        total: eb.ref('excluded.total'),
        coupons: eb.ref('excluded.coupons'),
        checked_out_at: eb.ref('excluded.checked_out_at'),
        checkout_step: eb.ref('excluded.checkout_step'),
        order_number: eb.ref('excluded.order_number'),
      })),
    )
    .execute()
}
