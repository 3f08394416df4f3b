import { sql } from 'kysely'
import { inTransaction, type Ctx } from '#core/context'
import type { EndpointRow } from './queries.ts'

/** A delivery that is ours to send until its lease ends. */
export interface Claimed {
  readonly id: string
  readonly event: string
  readonly body: string
  /** The number of this attempt, from one; it also proves that the lease is still ours. */
  readonly attempts: number
  /** Those before it was sent again by hand. */
  readonly attempts_before: number
}

/** Longer than an attempt can take: a process that has not recorded it by then is dead, and another may send. */
const LEASE_MS = 60_000

/**
 * Takes up to `most` deliveries of an endpoint that are due, with the endpoint as it is now; null when there is none. Rows that another process is
 * taking at the same time are passed over, and a taken one is not due before its lease ends: no attempt is made twice at once.
 */
export async function claimDue(
  ctx: Ctx,
  endpointId: string,
  most: number,
): Promise<{ endpoint: EndpointRow; deliveries: readonly Claimed[] } | null> {
  return inTransaction(ctx, async (ctx) => {
    const endpoint = await ctx.db
      .selectFrom('webhooks_endpoints')
      .selectAll()
      .where('workspace_id', '=', ctx.workspace.id)
      .where('id', '=', endpointId)
      .where('state', '=', 'active')
      .executeTakeFirst()
    if (!endpoint) return null
    const { rows } = await sql<Claimed>`
      with due as materialized (
        select id from webhooks_deliveries
        where workspace_id = ${ctx.workspace.id} and endpoint_id = ${endpointId} and state in ('waiting', 'failed') and next_at <= ${ctx.now}
        order by next_at, id
        limit ${most}
        for update skip locked
      )
      update webhooks_deliveries as d
      set attempts = d.attempts + 1, next_at = ${new Date(ctx.now.getTime() + LEASE_MS)}
      from due
      where d.workspace_id = ${ctx.workspace.id} and d.id = due.id
      returning d.id, d.event, d.body, d.attempts, d.attempts_before`.execute(ctx.db)
    return rows.length === 0 ? null : { endpoint, deliveries: rows }
  })
}

/** The endpoints of a workspace at which something is due. */
export async function endpointsWithDue(ctx: Ctx): Promise<string[]> {
  return inTransaction(ctx, async (ctx) => {
    const { rows } = await sql<{ id: string }>`
      select e.id from webhooks_endpoints as e
      where e.workspace_id = ${ctx.workspace.id} and e.state = 'active' and exists (
        select from webhooks_deliveries as d
        where d.workspace_id = ${ctx.workspace.id} and d.endpoint_id = e.id and d.state in ('waiting', 'failed') and d.next_at <= ${ctx.now}
      )`.execute(ctx.db)
    return rows.map(({ id }) => id)
  })
}
