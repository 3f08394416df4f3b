import { sql } from 'kysely'
import type { Holding } from '#core/holdings'

/** Rows that one step of forgetting removes. */
const STEP = 5_000

/** What this module keeps about customers: what was sent about them, and to whom. */
export const webhooksHolding: Holding = {
  module: 'webhooks',
  tell: async (ctx, family) => {
    const rows = await ctx.db
      .selectFrom('webhooks_deliveries as d')
      .innerJoin('webhooks_endpoints as e', (join) =>
        join.onRef('e.workspace_id', '=', 'd.workspace_id').onRef('e.id', '=', 'd.endpoint_id'),
      )
      .select(['d.event', 'd.created_at', 'd.state', 'd.body', 'e.url'])
      .where('d.workspace_id', '=', ctx.workspace.id)
      .where('d.customer_id', 'in', [...family])
      .orderBy('d.created_at')
      .execute()
    return {
      sentToOtherSystems: rows.map(({ event, created_at, state, body, url }) => {
        return {
          event,
          at: created_at.toISOString(),
          arrived: state === 'sent',
          to: new URL(url).host,
          message: body === null ? null : JSON.parse(body),
        }
      }),
    }
  },
  erase: async (ctx, family) => {
    const { rows } = await sql<{ id: string }>`
      update webhooks_deliveries
      set body = null, next_at = null,
          state = case when state = 'sent' then 'sent' else 'given_up' end,
          last_error = case when state = 'sent' then last_error else 'webhooks.body_erased' end
      where workspace_id = ${ctx.workspace.id} and customer_id = any(${family}::uuid[]) and body is not null
      returning id`.execute(ctx.db)
    await sql`
      update webhooks_attempts set answer = null
      where workspace_id = ${ctx.workspace.id} and delivery_id = any(${rows.map(({ id }) => id)}::uuid[])`.execute(ctx.db)
    return { deleted: {}, anonymised: { deliveries: rows.length } }
  },
  retention: [
    {
      name: 'webhooks.deliveries',
      defaultDays: 30,
      purge: async (ctx, before) => {
        const { rows } = await sql`
          delete from webhooks_deliveries
          where workspace_id = ${ctx.workspace.id} and id in (
            select id from webhooks_deliveries
            where workspace_id = ${ctx.workspace.id} and created_at < ${before} and state in ('sent', 'given_up')
            limit ${STEP}
          )
          returning id`.execute(ctx.db)
        return rows.length
      },
    },
  ],
}
