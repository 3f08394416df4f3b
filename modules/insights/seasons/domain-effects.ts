import { weekdayOf } from '#pure/calendar'
import type { Calendar } from '#pure/calendar'
import type { Effect, EventName, Verdict } from './api.ts'
import { claimedDays, type EventDays, eventDays, EVENTS } from './domain-events.ts'
import { type DaySeries, lastDayOf } from './domain-series.ts'

/** An event in one year, against the weeks around it. */
export interface EventEffect extends EventDays, Effect {
  readonly value: number
  readonly usual: number
  /** Variance of the logarithm of the ratio. */
  readonly variance: number
}

/** Days before and after that say what is usual, and how many of them there must be. */
const AROUND = 28
const LEAST_AROUND = 14
/** Fewer purchases than these, expected or made, tell nothing. */
const LEAST_EXPECTED = 10
/** An event of the lunar year more of whose days than this belong to another event cannot be judged. */
const MOST_MET = 0.1
/** Ten events are looked at together: 99.5 % each makes 95 % for all (Bonferroni's inequality). */
const Z_TOGETHER = 2.807

/**
 * Every event of the calendar whose days and weeks around the shop has lived through. `usual` is what the same weekdays around would have brought.
 * The interval is that of a quasi-Poisson ratio on the logarithmic scale (McCullagh & Nelder 1989, §6.2): days scatter more than chance
 * alone would make them, by as much as the usual days do. `counts` says how many purchases stand behind the figures.
 */
export function eventEffects(series: DaySeries, counts: DaySeries, calendar: Calendar): readonly EventEffect[] {
  const span = { from: series.first, to: lastDayOf(series) }
  return EVENTS[calendar].flatMap((id) =>
    eventDays(id, span.from, span.to)
      .filter(({ from, to }) => from >= span.from && to <= span.to)
      .flatMap((days) => effectOf(days, { series, counts, calendar }) ?? []),
  )
}

/** Each event over all its years together; those that never came are left out. */
export function pooledEffects(effects: readonly EventEffect[], calendar: Calendar): readonly (Effect & { id: EventName; years: number })[] {
  return EVENTS[calendar].flatMap((id) => {
    const all = effects.filter((each) => each.id === id)
    const own = all.filter(({ verdict }) => verdict !== 'mixed')
    if (all.length === 0) return []
    if (own.length === 0) return [{ id, years: all.length, ratio: null, low: null, high: null, verdict: 'mixed' }]
    const value = own.reduce((sum, each) => sum + each.value, 0)
    const usual = own.reduce((sum, each) => sum + each.usual, 0)
    // The ratio of sums weighs each year by what it usually brings.
    const variance = usual === 0 ? 0 : own.reduce((sum, each) => sum + (each.usual / usual) ** 2 * each.variance, 0)
    const isTold = own.some(({ verdict }) => verdict !== 'tooFew')
    return [{ id, years: own.length, ...judged(value, usual, variance, isTold) }]
  })
}

interface Shop {
  readonly series: DaySeries
  readonly counts: DaySeries
  readonly calendar: Calendar
}

function effectOf(days: EventDays, { series, counts, calendar }: Shop): EventEffect | null {
  const claimed = claimedDays(days, calendar, AROUND)
  const around = usualDays(days, claimed.around, series)
  if (around.length < LEAST_AROUND) return null
  // Counts scatter no less than chance makes them; amounts have no such bound.
  const { usual, variance } = expectation(days, around, series, series === counts ? 1 : 0)
  const expected = expectation(days, around, counts, 1).usual
  const value = total(days, series)
  const isTold = Math.max(expected, total(days, counts)) >= LEAST_EXPECTED && expected > 0
  const effect = { ...days, value, usual, variance, ...judged(value, usual, variance, isTold) }
  const met = range(days.from, days.to).filter((day) => isIn(claimed.within, day)).length
  return met > (days.to - days.from + 1) * MOST_MET ? { ...effect, verdict: 'mixed' } : effect
}

/** The days around an event that no neighbouring event claims. */
function usualDays({ from, to }: EventDays, claimed: readonly EventDays[], series: DaySeries): readonly number[] {
  const days = [...range(from - AROUND, from - 1), ...range(to + 1, to + AROUND)]
  return days.filter((day) => day >= series.first && day <= lastDayOf(series) && !isIn(claimed, day))
}

function isIn(spans: readonly EventDays[], day: number): boolean {
  return spans.some(({ from, to }) => day >= from && day <= to)
}

/** What the event's weekdays would bring on usual days, and the variance of the logarithm of actual ÷ usual. */
function expectation(
  { from, to }: EventDays,
  around: readonly number[],
  { first, values }: DaySeries,
  leastSpread: number,
): { usual: number; variance: number } {
  const at = (day: number) => values[day - first] ?? 0
  const byWeekday = Map.groupBy(around, weekdayOf)
  const overall = around.reduce((sum, day) => sum + at(day), 0) / around.length
  const means = new Map([...byWeekday].map(([weekday, days]) => [weekday, days.reduce((sum, day) => sum + at(day), 0) / days.length]))
  const meanOf = (day: number) => means.get(weekdayOf(day)) ?? overall
  const scatter = around.reduce((sum, day) => sum + (meanOf(day) === 0 ? 0 : (at(day) - meanOf(day)) ** 2 / meanOf(day)), 0)
  const spread = Math.max(leastSpread, scatter / Math.max(1, around.length - means.size))
  const own = range(from, to)
  const usual = own.reduce((sum, day) => sum + meanOf(day), 0)
  if (usual === 0) return { usual, variance: 0 }
  const ofUsual = [...Map.groupBy(own, weekdayOf)].reduce(
    (sum, [weekday, days]) =>
      sum + (days.length ** 2 * (means.get(weekday) ?? overall)) / (byWeekday.get(weekday)?.length ?? around.length),
    0,
  )
  const actual = own.reduce((sum, day) => sum + at(day), 0)
  return { usual, variance: spread * (1 / Math.max(actual, usual / own.length) + ofUsual / usual ** 2) }
}

function judged(value: number, usual: number, variance: number, isTold: boolean): Effect {
  if (usual === 0) return { ratio: null, low: null, high: null, verdict: 'tooFew' }
  const ratio = value / usual
  const factor = Math.exp(Z_TOGETHER * Math.sqrt(variance))
  const [low, high] = [ratio / factor, ratio * factor]
  return { ratio, low, high, verdict: isTold ? verdictOf(low, high) : 'tooFew' }
}

function verdictOf(low: number, high: number): Verdict {
  if (low > 1) return 'more'
  return high < 1 ? 'fewer' : 'unclear'
}

function total({ from, to }: EventDays, { first, values }: DaySeries): number {
  return range(from, to).reduce((sum, day) => sum + (values[day - first] ?? 0), 0)
}

function range(from: number, to: number): readonly number[] {
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, k) => from + k)
}
