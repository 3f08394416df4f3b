import { sql } from 'kysely'
import { inTransaction, type Ctx } from '#core/context'
import { emit } from '#core/events'
import { tell } from '#core/live'
import type { Applied } from './apply-heard.ts'
import type { Refusal } from './domain-heard.ts'
import type { Shop } from './queries.ts'

/**
 * Shows on the connection how its last messages went: failing when the last of them failed, live when it did not. In a transaction of its own, because
 * whoever takes messages in holds the same row.
 */
export async function showHealth(ctx: Ctx, shop: Shop, outcomes: readonly Applied[]): Promise<void> {
  const refusal = outcomes.findLast((outcome) => outcome.refusal)?.refusal ?? null
  const isFailing = outcomes.at(-1)?.refusal != null
  await noteHealth(ctx, shop, { refusal, isFailing })
}

interface Health {
  /** What went wrong last; null leaves what is shown. */
  readonly refusal: Refusal | null
  readonly isFailing: boolean
}

/** Writes a connection's health down and tells the first failure after things went well. */
export async function noteHealth(ctx: Ctx, shop: Pick<Shop, 'id' | 'platform'>, { refusal, isFailing }: Health): Promise<void> {
  const code = refusal?.code ?? null
  await inTransaction(ctx, async (ctx) => {
    const { rows } = await sql<{ was: string }>`
      update shops_connections s
      set state = case when old.state in ('paused', 'connecting') and ${isFailing}::boolean is false then old.state
                       when old.state = 'paused' then 'paused'
                       when ${isFailing}::boolean then 'failing' else 'live' end,
          last_error = coalesce(${code}::text, s.last_error),
          last_error_details = case when ${code}::text is null then s.last_error_details else ${refusal && JSON.stringify(refusal.details)}::jsonb end,
          last_error_at = case when ${code}::text is null then s.last_error_at else ${ctx.now}::timestamptz end,
          money_unit = coalesce((
            select o.unit from shops_orders o
            where o.workspace_id = ${ctx.workspace.id} and o.connection_id = ${shop.id} order by o.ordered_at desc limit 1), s.money_unit)
      from (select state from shops_connections where workspace_id = ${ctx.workspace.id} and id = ${shop.id} for no key update) old
      where s.workspace_id = ${ctx.workspace.id} and s.id = ${shop.id}
      returning old.state as was`.execute(ctx.db)
    await tell(ctx, 'shop.heard', { shopId: shop.id })
    const was = rows[0]?.was
    if (isFailing && code !== null && was !== undefined && was !== 'failing' && was !== 'paused')
      await emit(ctx, 'shop.failed', { shopId: shop.id, platform: shop.platform, code })
  })
}
