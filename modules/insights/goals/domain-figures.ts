import { lineCells, lineRange } from '#domain/orders'
import type { Cells } from '#domain/orders'
import type { Calendar, PeriodKind } from '#pure/calendar'
import { periodStart } from '#pure/calendar'
import { retentionPeriods } from '../domain-retention.ts'
import type { GoalMeasure } from './api.ts'

/** The headline numbers as they stood at the end of any day. */
export interface Figures {
  readonly calendar: Calendar
  /** The local day of the last order. */
  readonly asOfDay: number
  /** The local day of the first one. */
  readonly firstDay: number
  /** The number at the end of `day`; what adds up is added from `since` on. Null where there is nothing to divide by, or nothing was known. */
  readonly at: (measure: GoalMeasure, day: number, since: number) => number | null
  /** The rates of complete periods, each with the last day of its period, earliest first. */
  readonly periods: (measure: PeriodMeasure) => readonly PeriodRate[]
}

export type PeriodMeasure = keyof typeof PERIOD_OF

export interface PeriodRate {
  readonly index: number
  readonly lastDay: number
  readonly rate: number
}

/** What nothing but a note of that day remembers. */
export interface Mark {
  readonly day: number
  readonly value: number
}

const PERIOD_OF = { retentionMonth: 'month', retentionQuarter: 'quarter', retentionYear: 'year' } as const satisfies Partial<
  Record<GoalMeasure, PeriodKind>
>

/** Whether the measure is a rate of whole periods. */
export function isOfPeriods(measure: GoalMeasure): measure is PeriodMeasure {
  return measure in PERIOD_OF
}

/** The kind of period that the measure is a rate of. */
export function periodOf(measure: PeriodMeasure): PeriodKind {
  return PERIOD_OF[measure]
}

/** Reads the numbers from the shop's cells, those of a kind that the cells lack from `marks`, earliest first. */
export function figuresFrom(cells: Cells, asOfDay: number, { calendar, marks }: { calendar: Calendar; marks: readonly Mark[] }): Figures {
  const range = lineRange(cells.day)
  const firstDay = range?.first ?? asOfDay
  const gained = running(cells, 'customers', firstDay, asOfDay)
  const returned = running({ day: cells.dayReturn }, 'customers', firstDay, asOfDay)
  const repeated = running({ day: cells.dayRepeat }, 'customers', firstDay, asOfDay)
  const orders = running(cells, 'orders', firstDay, asOfDay)
  const revenue = running(cells, 'amount', firstDay, asOfDay)
  const ratio = (part: Running, day: number) => (gained(day) === 0 ? null : part(day) / gained(day))
  const known = new Map<PeriodMeasure, readonly PeriodRate[]>()
  const periods = (measure: PeriodMeasure): readonly PeriodRate[] => {
    const rates = known.get(measure) ?? ratesOf(cells, { calendar, kind: PERIOD_OF[measure], asOfDay })
    known.set(measure, rates)
    return rates
  }
  const at = (measure: GoalMeasure, day: number, since: number): number | null => {
    if (isOfPeriods(measure)) return periods(measure).findLast(({ lastDay }) => lastDay <= day)?.rate ?? null
    if (measure === 'returnRate') return ratio(returned, day)
    if (measure === 'repeatRate') return ratio(repeated, day)
    if (measure === 'customers') return gained(day)
    if (measure === 'newCustomers') return gained(day) - gained(since - 1)
    if (measure === 'orders') return orders(day) - orders(since - 1)
    if (measure === 'revenue') return revenue(day) - revenue(since - 1)
    return marks.findLast((mark) => mark.day <= day)?.value ?? null
  }
  return { calendar, asOfDay, firstDay, at, periods }
}

function ratesOf(
  cells: Cells,
  { calendar, kind, asOfDay }: { readonly calendar: Calendar; readonly kind: PeriodKind; readonly asOfDay: number },
): PeriodRate[] {
  return retentionPeriods(cells[calendar], calendar, kind, asOfDay).flatMap(({ index, complete, rate }) =>
    complete && rate !== null ? [{ index, lastDay: periodStart(calendar, kind, index + 1) - 1, rate }] : [],
  )
}

/** The sum of all days up to one. */
type Running = (day: number) => number

function running({ day }: Pick<Cells, 'day'>, what: 'customers' | 'orders' | 'amount', from: number, to: number): Running {
  const sums = new Float64Array(to - from + 2)
  for (const cell of lineCells(day)) if (cell.x >= from && cell.x <= to) sums[cell.x - from + 1] = Number(cell[what])
  for (let k = 1; k < sums.length; k++) sums[k]! += sums[k - 1]!
  return (day) => sums[Math.min(Math.max(day - from + 1, 0), sums.length - 1)]!
}
