import { sql, type Selectable } from 'kysely'
import * as z from 'zod'
import type { Ctx } from '#core/context'
import { notFound } from '#core/errors'
import type { ShopResponse, SourcesResponse } from './api.ts'
import { newestPulls, pullResponse } from './pull/queries.ts'
import type { ShopsConnectionsTable } from './tables.ts'

export type Shop = Selectable<ShopsConnectionsTable>

/** The connection, if it is this workspace's. */
export async function shopFor(ctx: Ctx, id: string): Promise<Shop> {
  const row = await shops(ctx).where('id', '=', id).executeTakeFirst()
  if (!row) throw notFound('shops.not_found')
  return row
}

/** The connection, held to be changed until the transaction ends. Messages may still arrive for it. Comes before the lock of identities. */
export async function lockShop(ctx: Ctx, id: string): Promise<Shop> {
  const row = await shops(ctx).where('id', '=', id).forNoKeyUpdate().executeTakeFirst()
  if (!row) throw notFound('shops.not_found')
  return row
}

/** The connection, held to be ended: whoever works for it finishes first. */
export async function lockShopToEnd(ctx: Ctx, id: string): Promise<Shop> {
  const row = await shops(ctx).where('id', '=', id).forUpdate().executeTakeFirst()
  if (!row) throw notFound('shops.not_found')
  return row
}

/** Keeps the connection from being ended until the transaction does; false when it is gone. Comes before the lock of identities. */
export async function keepShop(ctx: Ctx, id: string): Promise<boolean> {
  return (await shops(ctx).where('id', '=', id).forKeyShare().executeTakeFirst()) !== undefined
}

/** Every connection, oldest first. */
export async function listShops(ctx: Ctx): Promise<ShopResponse[]> {
  return responsesOf(ctx, await shops(ctx).orderBy('created_at').orderBy('id').execute())
}

/** One connection as the API shows it. */
export async function showShop(ctx: Ctx, id: string): Promise<ShopResponse> {
  const [response] = await responsesOf(ctx, [await shopFor(ctx, id)])
  if (!response) throw notFound('shops.not_found')
  return response
}

function shops(ctx: Ctx) {
  return ctx.db.selectFrom('shops_connections').selectAll().where('workspace_id', '=', ctx.workspace.id)
}

/** Webhooks that were made in the shop by us. */
export const MadeHooks = z.array(z.object({ topic: z.string(), id: z.string() }))
export type MadeHooks = z.infer<typeof MadeHooks>

/** What fills the words of an error. */
export const Details = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]))
export type Details = z.infer<typeof Details>

async function responsesOf(ctx: Ctx, rows: readonly Shop[]): Promise<ShopResponse[]> {
  const pulls = await newestPulls(ctx)
  const counts = await countDeliveries(ctx)
  return rows.map((row) => {
    const pull = pulls.get(row.id)
    const problem = {
      code: row.last_error ?? '',
      details: Details.safeParse(row.last_error_details).data ?? {},
      at: row.last_error_at?.toISOString() ?? null,
    }
    return {
      id: row.id,
      platform: row.platform,
      name: row.name,
      baseUrl: row.base_url,
      source: row.source,
      state: row.state,
      hasCredentials: row.credentials_sealed !== null,
      hasSecret: row.secret_sealed !== null,
      untold: row.secret_untold && row.former_until ? { until: row.former_until.toISOString() } : null,
      hooks: MadeHooks.parse(row.hooks).map(({ topic }) => topic),
      lastEventAt: row.last_event_at?.toISOString() ?? null,
      error: row.last_error === null ? null : problem,
      refused: { count: row.refused, at: row.refused_at?.toISOString() ?? null },
      deliveries: { received: 0, done: 0, failed: 0, ignored: 0, ...counts.get(row.id) },
      pull: pull ? pullResponse(pull, ctx.now) : null,
      createdAt: row.created_at.toISOString(),
    }
  })
}

async function countDeliveries(ctx: Ctx): Promise<Map<string, Record<string, number>>> {
  const { rows } = await sql<{ connection_id: string; state: string; count: bigint }>`
    select connection_id, state, count(*) as count from shops_deliveries
    where workspace_id = ${ctx.workspace.id} group by connection_id, state`.execute(ctx.db)
  const counts = new Map<string, Record<string, number>>()
  for (const { connection_id, state, count } of rows) counts.set(connection_id, { ...counts.get(connection_id), [state]: Number(count) })
  return counts
}

/** Spaces of order numbers that orders or connections use, the largest first. */
export async function listSources(ctx: Ctx): Promise<SourcesResponse> {
  const { rows } = await sql<{ source: string; orders: bigint; is_shop: boolean }>`
    with ordered as (select source, count(*) as orders from orders where workspace_id = ${ctx.workspace.id} group by source),
         connected as (select distinct source from shops_connections where workspace_id = ${ctx.workspace.id})
    select coalesce(o.source, c.source) as source, coalesce(o.orders, 0) as orders, c.source is not null as is_shop
    from ordered o full join connected c on c.source = o.source
    order by orders desc, source`.execute(ctx.db)
  return {
    rows: rows
      .filter(({ source }) => source !== 'sample')
      .map((row) => ({ source: row.source, orders: Number(row.orders), isShop: row.is_shop })),
  }
}
