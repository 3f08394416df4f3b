import type { Cells } from '#domain/orders'
import { isoOfDay } from '#pure/calendar'
import type { Calendar } from '#pure/calendar'
import type { Measure, SeasonsReport } from './api.ts'
import { eventEffects, pooledEffects } from './domain-effects.ts'
import { eventDays } from './domain-events.ts'
import { monthProfile, MONTHS_FOR_TREND, weekdayGrid, weekdayProfile, weekProfile } from './domain-profile.ts'
import { daySeries, lastDayOf, weekOfYear, wholeMonths } from './domain-series.ts'

/** What the report depends on besides the cells. */
export interface SeasonsOptions {
  readonly asOfDay: number | null
  readonly calendar: Calendar
  readonly measure: Measure
  readonly currency: string
  readonly hasAmounts: boolean
  /** Monday 1 … Sunday 7. */
  readonly weekStart: number
}

/** Below so many purchases, or complete months, nobody should speak of seasons. */
const LEAST_PURCHASES = 100
const LEAST_MONTHS = 6

/** When people buy and when they come back, from the kinds `day` and `day:return`. */
export function seasonsReport(cells: Cells, options: SeasonsOptions): SeasonsReport {
  const { asOfDay, calendar, measure, currency, hasAmounts, weekStart } = options
  const known = { asOf: asOfDay === null ? null : isoOfDay(asOfDay), calendar, measure, currency, hasAmounts }
  const series = asOfDay === null ? null : daySeries(cells, measure, asOfDay)
  const counts = asOfDay === null || measure !== 'revenue' ? series : daySeries(cells, 'purchases', asOfDay)
  if (series === null || counts === null) return { empty: true, ...known, ...NOTHING }
  const months = wholeMonths(series, calendar)
  const isTrend = months.length >= MONTHS_FOR_TREND
  const weekdays = weekdayProfile(series, weekStart)
  const effects = eventEffects(series, counts, calendar)
  return {
    empty: false,
    ...known,
    method: isTrend ? 'trend' : 'plain',
    enough: months.length >= LEAST_MONTHS && counts.values.reduce((sum, value) => sum + value, 0) >= LEAST_PURCHASES,
    months: months.map(({ from, to, ...month }) => ({ ...month, from: isoOfDay(from), to: isoOfDay(to) })),
    profile: monthProfile(months),
    weeks: weekProfile(series, calendar, isTrend),
    weekdays,
    grid: weekdayGrid(
      series,
      calendar,
      months,
      weekdays.map(({ weekday }) => weekday),
    ),
    events: effects.map(({ from, to, ...effect }) => ({ ...effect, from: isoOfDay(from), to: isoOfDay(to), days: to - from + 1 })),
    pooled: [...pooledEffects(effects, calendar)],
    marks: marksOf(calendar, lastDayOf(series)),
  }
}

const NOTHING: Pick<
  SeasonsReport,
  'method' | 'enough' | 'months' | 'profile' | 'weeks' | 'weekdays' | 'grid' | 'events' | 'pooled' | 'marks'
> = {
  method: 'plain',
  enough: false,
  months: [],
  profile: [],
  weeks: [],
  weekdays: [],
  grid: [],
  events: [],
  pooled: [],
  marks: [],
}

/** Where the events that keep to the calendar's own year stand in it. */
function marksOf(calendar: Calendar, lastDay: number): SeasonsReport['marks'] {
  return MARKED[calendar].flatMap((id) => {
    const last = eventDays(id, lastDay - 400, lastDay).at(-1)
    return last ? [{ id, week: weekOfYear(calendar, id === 'christmas' ? last.to : last.from) }] : []
  })
}

const MARKED = { persian: ['nowruz', 'blackFriday', 'yalda'], gregorian: ['blackFriday', 'christmas'] } as const
