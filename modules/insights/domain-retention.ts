import { customersAt } from '#domain/orders'
import type { CalendarCells } from '#domain/orders'
import { firstMonthOfPeriod, monthIndex, periodIndex, periodKey, periodStart } from '#pure/calendar'
import type { Calendar, PeriodKind } from '#pure/calendar'
import type { ReturnReport } from './api.ts'
import { shareOf } from './domain-shares.ts'

type RetentionPeriod = ReturnReport['retention'][number]

/** Customer retention by (E − N) / S for each period from the first purchase to the end of `asOfDay`; the one still running is last and incomplete. */
export function retentionPeriods(cells: CalendarCells, calendar: Calendar, kind: PeriodKind, asOfDay: number): RetentionPeriod[] {
  const firstMonth = firstCohort(cells)
  if (firstMonth === null) return []
  const first = periodIndex(kind, firstMonth)
  const last = periodIndex(kind, monthIndex(calendar, asOfDay))
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, k) => {
    const complete = periodStart(calendar, kind, first + k + 1) <= asOfDay + 1
    return complete ? completePeriod(cells, kind, first + k) : runningPeriod(cells, kind, first + k)
  })
}

/** The month index of the earliest first purchase; null when nobody bought. */
export function firstCohort(cells: CalendarCells): number | null {
  let first: number | null = null
  for (const [month, line] of cells.cohort) if (customersAt(line, 0) > 0 && (first === null || month < first)) first = month
  return first
}

function completePeriod(cells: CalendarCells, kind: PeriodKind, index: number): RetentionPeriod {
  const end = customersAt(cells.current, firstMonthOfPeriod(kind, index + 1))
  const gained = customersAt(cells.gained[kind], index)
  return retentionPeriod(cells, kind, { index, complete: true, end, gained, kept: customersAt(cells.kept[kind], index) })
}

function runningPeriod(cells: CalendarCells, kind: PeriodKind, index: number): RetentionPeriod {
  const line = cells.running[kind].get(index)
  const count = (y: number) => (line === undefined ? 0 : customersAt(line, y))
  return retentionPeriod(cells, kind, { index, complete: false, end: count(0), gained: count(1), kept: count(2) })
}

interface PeriodEnd {
  readonly index: number
  readonly complete: boolean
  readonly end: number
  readonly gained: number
  readonly kept: number
}

function retentionPeriod(cells: CalendarCells, kind: PeriodKind, { index, complete, end, gained, kept }: PeriodEnd): RetentionPeriod {
  const start = customersAt(cells.current, firstMonthOfPeriod(kind, index))
  return {
    period: periodKey(kind, index),
    index,
    complete,
    start,
    new: gained,
    end,
    retained: kept,
    wonBack: end - gained - kept,
    lost: start - kept,
    rate: shareOf(end - gained, start),
    strictRate: shareOf(kept, start),
  }
}
