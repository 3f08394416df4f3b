import { daysOf, dataOf, rateOf, yearOf } from '../models/data-of-histories.ts'
import type { Histories, Scores, SpendData } from '../models/contract.ts'
import { scoreAll } from '../models/score-all.ts'
import { RFM_GROUPS, rfmGroup, rfmOf, type RfmCuts } from '../types/domain-rfm.ts'
import type { Judge } from './domain-fit.ts'

/** Stands for null in columns of whole numbers. */
export const NOTHING = -2_147_483_648

/** The rows of insights_scores, one array a column, in the order of the histories. NaN stands for null in columns of floats, NOTHING in those of whole numbers. */
export interface ScoreColumns {
  readonly alive: Float32Array
  readonly expected30: Float32Array
  readonly expected90: Float32Array
  readonly expected365: Float32Array
  /** Local days. */
  readonly nextDay: Int32Array
  readonly nextLow: Int32Array
  readonly nextHigh: Int32Array
  /** Minor units. */
  readonly meanSpend: Float64Array
  readonly expectedValue: Float64Array
  /** 0 stands for null. */
  readonly r: Uint8Array
  readonly f: Uint8Array
  readonly m: Uint8Array
  /** Place in RFM_GROUPS. */
  readonly group: Uint8Array
}

/** Days ahead that purchases are expected within. */
const HORIZONS = [30, 90, 365]
/** Beyond this many days a next purchase has no day. */
const FARTHEST_DAYS = 3650

/** What follows from their purchases for customers, by one judge. Nobody's score depends on who else is given. */
export function scoreHistories(judge: Judge, histories: Histories): ScoreColumns {
  const columns = emptyColumns(histories.count)
  if (judge.fitted) scoreByModel(columns, judge, histories)
  if (judge.cuts) scoreRfm(columns, judge.cuts, { asOfDay: judge.asOfDay, histories })
  return columns
}

/** What the models need of these histories at the end of the judge's day; whoever bought later is taken at the day of that purchase. Whole units of money. */
export function dataAt({ asOfDay, timeUnit, minor }: Pick<Judge, 'asOfDay' | 'timeUnit' | 'minor'>, histories: Histories): SpendData {
  const { x, tx, T, meanSpend } = dataOf(histories, lastDayOf(asOfDay, histories), timeUnit)
  const unit = daysOf(timeUnit)
  for (let k = 0; k < histories.count; k++) {
    T[k] = (asOfOf(asOfDay, histories, k) - dayAt(histories, histories.starts[k] ?? 0)) / unit
    meanSpend[k] = (meanSpend[k] ?? 0) / minor
  }
  return { x, tx, T, meanSpend }
}

function lastDayOf(asOfDay: number, { days }: Histories): number {
  let last = asOfDay
  for (let k = 0; k < days.length; k++) last = Math.max(last, days[k] ?? 0)
  return last
}

function dayAt({ days }: Histories, place: number): number {
  return days[place] ?? 0
}

/** The day at whose end a customer's score stands. */
function asOfOf(asOfDay: number, histories: Histories, k: number): number {
  return Math.max(asOfDay, dayAt(histories, (histories.starts[k + 1] ?? 1) - 1))
}

function scoreByModel(columns: ScoreColumns, judge: Judge, histories: Histories): void {
  const { fitted, spend, timeUnit, discountRate, margin, minor } = judge
  if (!fitted) return
  const unit = daysOf(timeUnit)
  const options = { horizons: HORIZONS.map((days) => days / unit), rate: rateOf(discountRate, timeUnit), year: yearOf(timeUnit), margin }
  const scores = scoreAll(fitted, spend, dataAt(judge, histories), options)
  takeExpected(columns, scores)
  for (let k = 0; k < histories.count; k++) {
    const asOf = asOfOf(judge.asOfDay, histories, k)
    columns.nextDay[k] = dayAfter(asOf, scores.next.median[k], unit)
    columns.nextLow[k] = dayAfter(asOf, scores.next.low[k], unit)
    columns.nextHigh[k] = dayAfter(asOf, scores.next.high[k], unit)
    columns.meanSpend[k] = Math.round((scores.spend?.[k] ?? Number.NaN) * minor)
    columns.expectedValue[k] = Math.round((scores.value?.[k] ?? Number.NaN) * minor)
  }
}

function takeExpected(columns: ScoreColumns, { alive, expected: [in30, in90, in365] }: Scores): void {
  columns.alive.set(alive)
  if (in30) columns.expected30.set(in30)
  if (in90) columns.expected90.set(in90)
  if (in365) columns.expected365.set(in365)
}

function dayAfter(asOf: number, units = Number.NaN, unitDays: number): number {
  const days = Math.max(1, Math.round(units * unitDays))
  return days <= FARTHEST_DAYS ? asOf + days : NOTHING
}

function scoreRfm(
  columns: ScoreColumns,
  cuts: RfmCuts,
  { asOfDay, histories }: { readonly asOfDay: number; readonly histories: Histories },
) {
  const groups = new Map(RFM_GROUPS.map((name, place) => [name, place]))
  const { starts } = histories
  for (let k = 0; k < histories.count; k++) {
    const [from, to] = [starts[k] ?? 0, starts[k + 1] ?? 0]
    const silence = asOfOf(asOfDay, histories, k) - dayAt(histories, to - 1)
    const scores = rfmOf(cuts, { silence, purchases: to - from, revenue: revenueOf(histories, from, to) })
    columns.r[k] = scores.r
    columns.f[k] = scores.f
    columns.m[k] = scores.m ?? 0
    columns.group[k] = groups.get(rfmGroup(scores)) ?? 0
  }
}

function revenueOf({ amounts }: Histories, from: number, to: number): number {
  let revenue = 0
  for (let place = from; place < to; place++) revenue += amounts[place] ?? 0
  return revenue
}

function emptyColumns(count: number): ScoreColumns {
  const floats = () => new Float32Array(count).fill(Number.NaN)
  const money = () => new Float64Array(count).fill(Number.NaN)
  const days = () => new Int32Array(count).fill(NOTHING)
  return {
    alive: floats(),
    expected30: floats(),
    expected90: floats(),
    expected365: floats(),
    nextDay: days(),
    nextLow: days(),
    nextHigh: days(),
    meanSpend: money(),
    expectedValue: money(),
    r: new Uint8Array(count),
    f: new Uint8Array(count),
    m: new Uint8Array(count),
    group: new Uint8Array(count),
  }
}
