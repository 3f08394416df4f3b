import { monthIndex, weekdayOf, weekStartOf } from '#pure/calendar'
import type { Calendar } from '#pure/calendar'
import type { SeasonsReport } from './api.ts'
import { type DaySeries, lastDayOf, weekOfYear, type WholeMonth } from './domain-series.ts'

/** Months that the ratio to the moving average needs: with two years every month of the year has one ratio at least. */
export const MONTHS_FOR_TREND = 24
const YEAR_DAYS = 365
const HALF_YEAR = 182
/** 97.5th percentile of the normal distribution. */
const Z = 1.959963984540054

/**
 * The index of each month of the year: 1 is usual. With two years or more, the classical ratio to the centred 12-month moving average
 * (Macaulay 1931; Hyndman & Athanasopoulos 2021, §3.4), figures per day, scaled so that the twelve average 1;
 * with less, figures per day ÷ their mean over the months there are.
 */
export function monthProfile(months: readonly WholeMonth[]): SeasonsReport['profile'] {
  const ratios = months.length >= MONTHS_FOR_TREND ? trendRatios(months) : plainRatios(months)
  const rows = Array.from({ length: 12 }, (_, at) => {
    const own = ratios.filter(({ month, ratio }) => month === at + 1 && ratio !== null).map(({ ratio }) => ratio ?? 0)
    return { month: at + 1, index: meanOf(own), years: own.length, own }
  })
  const scale = months.length >= MONTHS_FOR_TREND ? meanOf(rows.flatMap(({ index }) => (index === null ? [] : [index]))) : 1
  const scaled = (value: number | null) => (value === null || scale === null || scale === 0 ? null : value / scale)
  return rows.map(({ month, index, years, own }) => ({
    month,
    index: scaled(index),
    years,
    low: scaled(own.length === 0 ? null : Math.min(...own)),
    high: scaled(own.length === 0 ? null : Math.max(...own)),
  }))
}

/** The index of each week of the year, measured the same way: against the 365 days around where there are two years, else against all days. */
export function weekProfile(series: DaySeries, calendar: Calendar, isTrend: boolean): SeasonsReport['weeks'] {
  const { first, values } = series
  const sums = runningSums(values)
  const overall = values.length === 0 ? 0 : (sums.at(-1) ?? 0) / values.length
  const weeks = Array.from({ length: 52 }, () => ({ ratio: 0, days: 0, years: new Set<number>() }))
  for (let k = 0; k < values.length; k++) {
    const usual = isTrend ? around(sums, k) : overall
    const week = weeks[weekOfYear(calendar, first + k) - 1]
    if (usual === null || usual === 0 || week === undefined) continue
    week.ratio += (values[k] ?? 0) / usual
    week.days++
    week.years.add(Math.floor(monthIndex(calendar, first + k) / 12))
  }
  return weeks.map(({ ratio, days, years }, at) => ({ week: at + 1, index: days === 0 ? null : ratio / days, years: years.size }))
}

/** Each weekday over all whole weeks, against the average day, with a 95 % interval from how much it differs from week to week. */
export function weekdayProfile(series: DaySeries, weekStart: number): SeasonsReport['weekdays'] {
  const start = weekStartOf(series.first + 6, weekStart)
  const weeks = Math.max(0, Math.floor((lastDayOf(series) - start + 1) / 7))
  const at = (week: number, place: number) => series.values[start - series.first + week * 7 + place] ?? 0
  const columns = Array.from({ length: 7 }, (_, place) => Array.from({ length: weeks }, (_, week) => at(week, place)))
  const usual = (meanOf(columns.flat()) ?? 0) || null
  return columns.map((values, place) => {
    const mean = meanOf(values) ?? 0
    const half = weeks < 2 ? null : (Z * deviation(values, mean)) / Math.sqrt(weeks)
    const index = usual === null ? null : mean / usual
    return {
      weekday: weekdayOf(start + place),
      value: values.reduce((sum, value) => sum + value, 0),
      perDay: mean,
      index,
      low: usual === null || half === null ? null : Math.max(0, mean - half) / usual,
      high: usual === null || half === null ? null : (mean + half) / usual,
    }
  })
}

/** Every weekday in every month of the year: figures per day, and against the average day of the complete months. */
export function weekdayGrid(
  series: DaySeries,
  calendar: Calendar,
  months: readonly WholeMonth[],
  weekdays: readonly number[],
): SeasonsReport['grid'] {
  const cells = Array.from({ length: 7 * 12 }, () => ({ sum: 0, days: 0 }))
  let sum = 0
  let days = 0
  for (const { index, from, to } of months) {
    for (let day = from; day <= to; day++) {
      const cell = cells[(weekdayOf(day) - 1) * 12 + (((index % 12) + 12) % 12)]
      const value = series.values[day - series.first] ?? 0
      if (cell) {
        cell.sum += value
        cell.days++
      }
      sum += value
      days++
    }
  }
  return weekdays.flatMap((weekday) =>
    Array.from({ length: 12 }, (_, month) => {
      const cell = cells[(weekday - 1) * 12 + month] ?? { sum: 0, days: 0 }
      const perDay = cell.days === 0 ? null : cell.sum / cell.days
      return { weekday, month: month + 1, days: cell.days, perDay, index: perDay === null || sum === 0 ? null : (perDay * days) / sum }
    }),
  )
}

interface MonthRatio {
  readonly month: number
  readonly ratio: number | null
}

/** A month's figure per day ÷ the mean of the twelve months around it: half a month at both ends, so that the middle is the month itself. */
function trendRatios(months: readonly WholeMonth[]): readonly MonthRatio[] {
  return months.slice(6, -6).map((each, k) => {
    const around = months.slice(k, k + 13).map(({ perDay }) => perDay)
    const usual = (around.reduce((sum, value) => sum + value, 0) - ((around[0] ?? 0) + (around[12] ?? 0)) / 2) / 12
    return { month: monthOfYear(each.index), ratio: usual === 0 ? null : each.perDay / usual }
  })
}

function plainRatios(months: readonly WholeMonth[]): readonly MonthRatio[] {
  const usual = meanOf(months.map(({ perDay }) => perDay))
  return months.map(({ index, perDay }) => ({ month: monthOfYear(index), ratio: usual === null || usual === 0 ? null : perDay / usual }))
}

function monthOfYear(index: number): number {
  return (((index % 12) + 12) % 12) + 1
}

function runningSums(values: Float64Array): Float64Array {
  const sums = new Float64Array(values.length + 1)
  for (let k = 0; k < values.length; k++) sums[k + 1] = (sums[k] ?? 0) + (values[k] ?? 0)
  return sums
}

/** The mean of the 365 days around place k; null where they are not all there. */
function around(sums: Float64Array, k: number): number | null {
  const from = k - HALF_YEAR
  const to = k + HALF_YEAR + 1
  return from < 0 || to >= sums.length ? null : ((sums[to] ?? 0) - (sums[from] ?? 0)) / YEAR_DAYS
}

function meanOf(values: readonly number[]): number | null {
  return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length
}

function deviation(values: readonly number[], mean: number): number {
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1))
}
