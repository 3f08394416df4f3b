import type { Ctx } from '#core/context'
import { dayOfIso, isoOfDay } from '#pure/calendar'
import type { TodayResponse } from './api.ts'
import { goalsNow } from './goals/queries.ts'
import { loadTodayReport } from './reports.ts'
import { atRisk, dueWithin, type Worth } from './worth-now.ts'

const WEEK = 7

/** The home page: from the cells, and from what scores, studies and goals have left; nothing is counted while somebody waits. */
export async function loadToday(ctx: Ctx): Promise<TodayResponse> {
  const report = await loadTodayReport(ctx)
  const asOfDay = report.asOf === null ? null : dayOfIso(report.asOf)
  if (asOfDay === null) return { ...report, due: null, risk: null, goals: [] }
  const [from, to] = [asOfDay + 1, asOfDay + WEEK]
  const due = written(await dueWithin(ctx, from, to))
  const goals = await goalsNow(ctx)
  return {
    ...report,
    due: due && { ...due, from: isoOfDay(from), to: isoOfDay(to) },
    risk: written(await atRisk(ctx)),
    goals: goals.map(({ id, measure, target, value, share, state, dueDay }) => ({
      id,
      measure,
      target,
      value,
      share,
      state,
      dueDay: isoOfDay(dueDay),
    })),
  }
}

/** Nobody is nothing to show. */
function written(worth: Worth | null): TodayResponse['risk'] {
  if (worth === null || worth.customers === 0) return null
  return { customers: worth.customers, value: worth.value === null ? null : String(Math.round(worth.value)) }
}
