import { dateParts, daysInMonth, firstDayOfMonth, monthIndex, periodIndex, periodStart } from '#pure/calendar'
import type { Calendar } from '#pure/calendar'
import type { GoalMeasure } from './api.ts'
import { isOfPeriods, periodOf } from './domain-figures.ts'
import type { Figures, PeriodMeasure } from './domain-figures.ts'

/** Where a figure will stand on a day, and how that was found. */
export interface Projection {
  readonly value: number
  readonly method: 'season' | 'pace' | 'trend' | 'periods'
}

export interface Course {
  readonly measure: GoalMeasure
  readonly startDay: number
  readonly dueDay: number
}

/** Before these nothing is said: days and orders since the start, and the share of the time that has passed. */
const LEAST_DAYS = 7
const LEAST_ORDERS = 10
const LEAST_TIME = 0.1
/** Of what last year brought in the same time, this much must have come by the same date: a hundredth of a year says nothing of the rest. */
const LEAST_OF_YEAR = 0.05
/** A trend is drawn through so many month ends or periods, and through no fewer than the latter. */
const MOST_POINTS = 6
const LEAST_POINTS = 3
const LEAST_SPAN = 14

/**
 * Where the figure will stand on the due day if things go on as they do; null when it is too early to tell.
 * What adds up: by the share that the same dates of last year had brought by now, else at the pace so far. Rates of the whole shop and what is
 * expected of it: the slope of a straight line through the last month ends. Rates of periods: a straight line through the last complete ones.
 */
export function projectionOf(figures: Figures, course: Course): Projection | null {
  if (figures.asOfDay >= course.dueDay) return null
  if (isOfPeriods(course.measure)) return ofPeriods(figures, course.measure, course.dueDay)
  return isSum(course.measure) ? ofSum(figures, course, course.measure) : ofLevel(figures, course)
}

/** Whether the figure grows order by order, or customer by customer, from the first day of the goal on. */
export function isSum(measure: GoalMeasure): measure is Sum {
  return measure === 'customers' || measure === 'newCustomers' || measure === 'orders' || measure === 'revenue'
}

type Sum = 'customers' | 'newCustomers' | 'orders' | 'revenue'

function ofSum(figures: Figures, { startDay, dueDay }: Course, measure: Sum): Projection | null {
  const { asOfDay, calendar, firstDay } = figures
  const days = asOfDay - startDay + 1
  const share = days / (dueDay - startDay + 1)
  const within = (measure: 'newCustomers' | 'orders' | 'revenue', from: number, to: number) => figures.at(measure, to, from) ?? 0
  if (days < LEAST_DAYS || share < LEAST_TIME || within('orders', startDay, asOfDay) < LEAST_ORDERS) return null
  const grows = measure === 'customers' ? 'newCustomers' : measure
  const before = measure === 'customers' ? within(grows, firstDay, startDay - 1) : 0
  const [from, now, until] = [yearBefore(calendar, startDay), yearBefore(calendar, asOfDay), yearBefore(calendar, dueDay)]
  const lastYear = within(grows, from, until)
  const shareOfLastYear = firstDay <= from && until <= asOfDay && lastYear > 0 ? within(grows, from, now) / lastYear : 0
  const sum = within(grows, startDay, asOfDay)
  if (shareOfLastYear >= LEAST_OF_YEAR) return { value: whole(before + sum / shareOfLastYear), method: 'season' }
  return { value: whole(before + sum / share), method: 'pace' }
}

/** People, orders and minor units are whole. */
function whole(value: number): number {
  return Math.round(value)
}

/** The same date a year earlier; the last day of its month where that year has no such date. */
function yearBefore(calendar: Calendar, day: number): number {
  const month = monthIndex(calendar, day) - 12
  return firstDayOfMonth(calendar, month) + Math.min(dateParts(calendar, day).day, daysInMonth(calendar, month)) - 1
}

function ofLevel(figures: Figures, { measure, dueDay }: Course): Projection | null {
  const { asOfDay, calendar } = figures
  const month = monthIndex(calendar, asOfDay)
  const ends = Array.from({ length: MOST_POINTS }, (_, k) => firstDayOfMonth(calendar, month - MOST_POINTS + 1 + k) - 1)
  const points = [...ends, asOfDay].flatMap((day) => {
    const value = day < figures.firstDay ? null : figures.at(measure, day, day)
    return value === null ? [] : [{ x: day, y: value }]
  })
  const [first, last] = [points[0], points.at(-1)]
  if (!first || !last || points.length < LEAST_POINTS || last.x - first.x < LEAST_SPAN) return null
  const value = Math.max(0, last.y + slopeOf(points) * (dueDay - asOfDay))
  return { value: measure === 'expectedValue' ? whole(value) : Math.min(1, value), method: 'trend' }
}

function ofPeriods(figures: Figures, measure: PeriodMeasure, dueDay: number): Projection | null {
  const points = figures.periods(measure).slice(-MOST_POINTS)
  const last = points.at(-1)
  if (!last || points.length < LEAST_POINTS) return null
  const kind = periodOf(measure)
  // The last period that has ended by then.
  const running = periodIndex(kind, monthIndex(figures.calendar, dueDay))
  const ends = periodStart(figures.calendar, kind, running + 1) - 1 <= dueDay
  const index = Math.max(last.index, ends ? running : running - 1)
  const value = last.rate + slopeOf(points.map(({ index, rate }) => ({ x: index, y: rate }))) * (index - last.index)
  return { value: Math.max(0, value), method: 'periods' }
}

/** Of the straight line of least squares through the points. */
function slopeOf(points: readonly { readonly x: number; readonly y: number }[]): number {
  const mean = (values: readonly number[]) => values.reduce((sum, each) => sum + each, 0) / values.length
  const [x0, y0] = [mean(points.map(({ x }) => x)), mean(points.map(({ y }) => y))]
  const spread = points.reduce((sum, { x }) => sum + (x - x0) ** 2, 0)
  return spread === 0 ? 0 : points.reduce((sum, { x, y }) => sum + (x - x0) * (y - y0), 0) / spread
}
