import { sql, type Selectable } from 'kysely'
import * as z from 'zod'
import type { Ctx } from '#core/context'
import { notFound } from '#core/errors'
import { PullStage, SkippedOne, StageCounts, type PullResponse } from '../api.ts'
import { progressOf } from '../domain-progress.ts'
import type { ShopsPullsTable } from '../tables.ts'

export type Pull = Selectable<ShopsPullsTable>

/** The newest pull of each connection. */
export async function newestPulls(ctx: Ctx): Promise<Map<string, Pull>> {
  const { rows } = await sql<Pull>`
    select distinct on (connection_id) * from shops_pulls
    where workspace_id = ${ctx.workspace.id} and kind = 'history' order by connection_id, created_at desc, id desc`.execute(ctx.db)
  return new Map(rows.map((row) => [row.connection_id, row]))
}

/** The connection's pull that is not over, held until the transaction ends. */
export async function lockOpenPull(ctx: Ctx, shopId: string): Promise<Pull> {
  const row = await ctx.db
    .selectFrom('shops_pulls')
    .selectAll()
    .where('workspace_id', '=', ctx.workspace.id)
    .where('connection_id', '=', shopId)
    .where('state', 'in', ['queued', 'running', 'paused'])
    .forUpdate()
    .executeTakeFirst()
  if (!row) throw notFound('shops.no_pull')
  return row
}

const Details = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]))

/** A pull as the API shows it. */
export function pullResponse(row: Pull, now: Date): PullResponse {
  const counts = StageCounts.parse(row.counts)
  const stage = PullStage.parse(row.stage)
  const problem = { details: Details.safeParse(row.error_details).data ?? {}, at: row.heartbeat_at?.toISOString() ?? null }
  return {
    id: row.id,
    kind: row.kind,
    state: row.state,
    stage,
    counts,
    skipped: z.array(SkippedOne).parse(row.skipped),
    ...progressOf({ counts, stage, isDone: row.state === 'done', startedAt: row.started_at, now }),
    error: row.error === null ? null : { code: row.error, ...problem },
    tryAt: row.try_at?.toISOString() ?? null,
    startedAt: row.started_at?.toISOString() ?? null,
    finishedAt: row.finished_at?.toISOString() ?? null,
  }
}
