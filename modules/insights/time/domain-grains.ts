import { monthIndex, periodIndex, periodStart, weekStartOf } from '#pure/calendar'
import type { Calendar } from '#pure/calendar'

export const GRAINS = ['day', 'week', 'month', 'quarter', 'year'] as const
export type Grain = (typeof GRAINS)[number]

/** How time is cut into periods. Days and weeks are the same in both calendars. */
export interface Grid {
  readonly grain: Grain
  readonly calendar: Calendar
  /** 1 Monday … 6 Saturday, 7 Sunday. */
  readonly weekStart: number
}

/** The period that holds a day (days since 1970-01-01): the day itself, the week counted from that of 1970-01-01, or the calendar's month, quarter or year. */
export function periodAt({ grain, calendar, weekStart }: Grid, day: number): number {
  if (grain === 'day') return day
  if (grain === 'week') return (weekStartOf(day, weekStart) - weekStartOf(0, weekStart)) / 7
  return periodIndex(grain, monthIndex(calendar, day))
}

/** The first day of a period. */
export function firstDayAt({ grain, calendar, weekStart }: Grid, index: number): number {
  if (grain === 'day') return index
  if (grain === 'week') return weekStartOf(0, weekStart) + 7 * index
  return periodStart(calendar, grain, index)
}

/** The periods of the days from `from` to `to`, day by day. */
export function periodsBetween(grid: Grid, from: number, to: number): Int32Array {
  const periods = new Int32Array(Math.max(0, to - from + 1))
  for (let index = periodAt(grid, from); firstDayAt(grid, index) <= to; index++)
    periods.fill(index, Math.max(0, firstDayAt(grid, index) - from), firstDayAt(grid, index + 1) - from)
  return periods
}
