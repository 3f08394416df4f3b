import { sql, type Selectable } from 'kysely'
import type { Ctx } from '#core/context'
import { notFound } from '#core/errors'
import type { Endpoint } from './api.ts'
import type { WebhooksTables } from './tables.ts'

export type EndpointRow = Selectable<WebhooksTables['webhooks_endpoints']>

/** The workspace's endpoints, oldest first. */
export async function listEndpoints(ctx: Ctx): Promise<Endpoint[]> {
  return (await selectEndpoints(ctx, null)).map((row) => endpointOf(row, ctx.now))
}

/** One endpoint; refuses what is not there. */
export async function endpointFor(ctx: Ctx, id: string): Promise<Endpoint> {
  const [row] = await selectEndpoints(ctx, id)
  if (!row) throw notFound('webhooks.not_found')
  return endpointOf(row, ctx.now)
}

/** An endpoint's row, held until the transaction ends; refuses what is not there. */
export async function lockEndpoint(ctx: Ctx, id: string): Promise<EndpointRow> {
  const row = await ctx.db
    .selectFrom('webhooks_endpoints')
    .selectAll()
    .where('workspace_id', '=', ctx.workspace.id)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!row) throw notFound('webhooks.not_found')
  return row
}

interface Counted extends EndpointRow {
  readonly creator: string | null
  readonly open: number
  readonly given_up: number
}

async function selectEndpoints(ctx: Ctx, id: string | null): Promise<readonly Counted[]> {
  const weekAgo = new Date(ctx.now.getTime() - 7 * 24 * 3_600_000)
  const { rows } = await sql<Counted>`
    select e.*, u.name as creator, d.open, d.given_up
    from webhooks_endpoints as e
    left join auth_users as u on u.id = e.created_by
    cross join lateral (
      select count(*) filter (where state in ('waiting', 'failed'))::int as open,
             count(*) filter (where state = 'given_up' and created_at > ${weekAgo})::int as given_up
      from webhooks_deliveries as d
      where d.workspace_id = ${ctx.workspace.id} and d.workspace_id = e.workspace_id and d.endpoint_id = e.id
        and (state in ('waiting', 'failed') or created_at > ${weekAgo})
    ) as d
    where e.workspace_id = ${ctx.workspace.id} and (${id}::uuid is null or e.id = ${id}::uuid)
    order by e.created_at, e.id
    limit 200`.execute(ctx.db)
  return rows
}

function endpointOf(row: Counted, now: Date): Endpoint {
  const oldUntil = row.old_secret_until
  return {
    id: row.id,
    url: row.url,
    description: row.description,
    events: row.events,
    state: row.state,
    disabledBecause: row.disabled_because,
    failingSince: row.failing_since?.toISOString() ?? null,
    oldSecretUntil: oldUntil && oldUntil > now ? oldUntil.toISOString() : null,
    createdBy: row.creator,
    createdAt: row.created_at.toISOString(),
    open: row.open,
    givenUp: row.given_up,
  }
}
