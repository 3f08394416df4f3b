import { sql } from 'kysely'
import type { Ctx } from '#core/context'
import type { Holding } from '#core/holdings'
import { mentions, type Name } from './domain-mentions.ts'

/** What connected shops told us about people, as it came, for a while. What follows from it belongs to other modules. */
export const shopsHolding: Holding = {
  module: 'shops',
  tell: async (ctx, family) => ({
    shopMessages: (await messagesAbout(ctx, family)).map(({ topic, received_at, body }) => ({
      topic,
      receivedAt: received_at,
      message: body,
    })),
  }),
  erase: async (ctx, family) => {
    const ids = (await messagesAbout(ctx, family)).map(({ id }) => id)
    if (ids.length > 0)
      await ctx.db.deleteFrom('shops_deliveries').where('workspace_id', '=', ctx.workspace.id).where('id', 'in', ids).execute()
    return { deleted: { shopMessages: ids.length }, anonymised: {} }
  },
  retention: [{ name: 'shops.deliveries', defaultDays: 90, purge: purgeDeliveries }],
}

interface Message {
  readonly id: string
  readonly topic: string
  readonly received_at: Date
  readonly body: string
}

/** Messages that were worked on say whom they are about; those that failed or wait are found by what they name. */
async function messagesAbout(ctx: Ctx, family: readonly string[]): Promise<Message[]> {
  const { rows } = await sql<Message>`
    select id, topic, received_at, body from shops_deliveries
    where workspace_id = ${ctx.workspace.id} and profile_ids && ${[...family]}::uuid[] order by id`.execute(ctx.db)
  return [...rows, ...(await undigestedAbout(ctx, await namesOf(ctx, family)))]
}

async function namesOf(ctx: Ctx, family: readonly string[]): Promise<Name[]> {
  const keys = ctx.db.selectFrom('customers_keys').select(['kind', 'value']).where('workspace_id', '=', ctx.workspace.id)
  return keys.where('customer_id', 'in', [...family]).execute()
}

const AT_ONCE = 500

async function undigestedAbout(ctx: Ctx, names: readonly Name[]): Promise<Message[]> {
  const found: Message[] = []
  for (let after = '00000000-0000-0000-0000-000000000000'; ;) {
    const { rows } = await sql<Message>`
      select id, topic, received_at, body from shops_deliveries
      where workspace_id = ${ctx.workspace.id} and profile_ids = '{}' and id > ${after}::uuid and topic not like 'product%'
      order by id limit ${AT_ONCE}`.execute(ctx.db)
    found.push(...rows.filter(({ body }) => mentions(body, names)))
    const last = rows.at(-1)
    if (!last || rows.length < AT_ONCE) return found
    after = last.id
  }
}

const PURGED = 5000

async function purgeDeliveries(ctx: Ctx, before: Date): Promise<number> {
  const { rows } = await sql<{ id: string }>`
    delete from shops_deliveries where workspace_id = ${ctx.workspace.id} and id in (
      select id from shops_deliveries
      where workspace_id = ${ctx.workspace.id} and received_at < ${before} and state <> 'received'
      order by received_at limit ${PURGED})
    returning id`.execute(ctx.db)
  return rows.length
}
