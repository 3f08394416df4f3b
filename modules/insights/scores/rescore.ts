import { sql } from 'kysely'
import { inTransaction, type Ctx } from '#core/context'
import { emit } from '#core/events'
import { rootsOf } from '#modules/customers'
import { loadFewHistories, type CustomerHistory } from '#modules/orders'
import type { Histories } from '../models/contract.ts'
import { scoreHistories } from './domain-score.ts'
import { cellsOfFew, moveCells } from './score-cells.ts'
import { standingFit, type StandingFit } from './standing-fit.ts'
import { writeScores } from './write-scores.ts'

/** At most so many are told of in one event. */
const BATCH = 500

/** Scores these profiles' customers again by the fit that stands, after they bought, were merged or taken apart. Called again, it finds nothing to write. */
export async function rescore(ctx: Ctx, profileIds: readonly string[]): Promise<void> {
  await inTransaction(ctx, async (ctx) => {
    const fit = await standingFit(ctx, 'locked')
    if (!fit) return
    const scored = await scoreFew(ctx, fit, profileIds)
    for (let from = 0; from < scored.length; from += BATCH)
      await emit(ctx, 'insights.scored', { customerIds: scored.slice(from, from + BATCH) })
  })
}

/** Scores the customers behind these profiles and gives their ids, those who have no purchases any more included. The caller holds lockScores. */
export async function scoreFew(
  ctx: Ctx,
  { content, judge }: Pick<StandingFit, 'content' | 'judge'>,
  profileIds: readonly string[],
): Promise<string[]> {
  const roots = await rootsOf(ctx, profileIds)
  // A profile that was merged away has a row of its own until now.
  const ids = [...new Set([...profileIds, ...roots.values()])].toSorted()
  if (ids.length === 0) return []
  const histories = await loadFewHistories(ctx, [...new Set(roots.values())], ctx.workspace.timeZone)
  const bought = histories.filter(({ days }) => days.length > 0)
  const before = await cellsOfFew(ctx, content.valueEdges, ids)
  await writeScores(ctx, { ids: idsOf(bought), scores: scoreHistories(judge, columnsOf(bought)) }, ids)
  await moveCells(ctx, before, await cellsOfFew(ctx, content.valueEdges, ids))
  await sql`
    update insights_scorings set scored_at = ${ctx.now}::timestamptz where workspace_id = ${ctx.workspace.id}`.execute(ctx.db)
  return [...new Set(roots.values())]
}

function idsOf(histories: readonly CustomerHistory[]): Uint8Array {
  return Uint8Array.fromHex(histories.map(({ customerId }) => customerId.replaceAll('-', '')).join(''))
}

function columnsOf(histories: readonly CustomerHistory[]): Histories {
  const starts = new Uint32Array(histories.length + 1)
  const days: number[] = []
  const amounts: number[] = []
  for (const [k, history] of histories.entries()) {
    for (let place = 0; place < history.days.length; place++) {
      days.push(history.days[place] ?? 0)
      amounts.push(history.amounts?.[place] ?? 0)
    }
    starts[k + 1] = days.length
  }
  return { count: histories.length, starts, days: Int32Array.from(days), amounts: Float64Array.from(amounts) }
}
