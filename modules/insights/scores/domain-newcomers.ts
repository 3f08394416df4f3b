import type { Histories } from '../models/contract.ts'
import { WEEKS, type Moment } from './domain-forecast.ts'

/** Who came for the first time in the weeks up to a day. */
export interface Newcomers {
  /** The mean of the last weeks, and their variance about it. */
  readonly perWeek: number
  readonly variance: number
  /** How many weeks that is: twelve, or as many as the shop has. */
  readonly weeks: number
  /** What the first day brought, in whole units of the currency; zeros where nobody came. */
  readonly first: Moment
}

/** The newcomers of the twelve weeks up to the end of a day; amounts are given in minor units, `minor` of them a whole one. */
export function newcomersBy(histories: Histories, endDay: number, minor: number): Newcomers {
  const counts = new Float64Array(WEEKS)
  const amounts: number[] = []
  let earliest = endDay + 1
  for (let k = 0; k < histories.count; k++) {
    const place = histories.starts[k] ?? 0
    const day = histories.days[place] ?? 0
    earliest = Math.min(earliest, day)
    const week = Math.floor((endDay - day) / 7)
    if (day > endDay || week >= WEEKS) continue
    counts[week] = (counts[week] ?? 0) + 1
    amounts.push(firstDay(histories, k) / minor)
  }
  // A week that began before the shop did would count as a poor one.
  const weeks = Math.min(WEEKS, Math.max(1, Math.floor((endDay - earliest + 1) / 7)))
  const { mean: perWeek, variance } = momentOf(counts.subarray(0, weeks))
  return { perWeek, variance, weeks, first: momentOf(amounts) }
}

function firstDay({ starts, days, amounts }: Histories, k: number): number {
  const from = starts[k] ?? 0
  let amount = 0
  for (let place = from; place < (starts[k + 1] ?? 0) && days[place] === days[from]; place++) amount += amounts[place] ?? 0
  return amount
}

/** The mean of values and their variance about it; zeros of none. */
function momentOf(values: ArrayLike<number>): Moment {
  let [sum, squares] = [0, 0]
  for (let k = 0; k < values.length; k++) sum += values[k] ?? 0
  const mean = values.length === 0 ? 0 : sum / values.length
  for (let k = 0; k < values.length; k++) squares += ((values[k] ?? 0) - mean) ** 2
  return { mean, variance: values.length < 2 ? 0 : squares / (values.length - 1) }
}
