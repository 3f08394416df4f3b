import type { Fitted, Histories, ModelData, ModelName, TimeUnit } from '../models/contract.ts'
import { dataOf, daysOf } from '../models/data-of-histories.ts'
import { fitModel } from '../models/fit.ts'
import { fitGammaGamma } from '../models/gamma-gamma.ts'
import { mergeRows } from '../models/merged-rows.ts'
import { predictorOf } from '../models/predictor.ts'
import type { FitContent } from './domain-fit.ts'
import { forecastFrom, WEEKS, type Forecast } from './domain-forecast.ts'
import { dispersionOf, stretchesOf, type Came } from './domain-interval.ts'
import { newcomersBy } from './domain-newcomers.ts'

/** At whose end, in which unit; `minor` minor units are a whole one. */
interface Scene {
  readonly asOfDay: number
  readonly timeUnit: TimeUnit
  readonly minor: number
  readonly hasAmounts: boolean
}

/** A forecast of the past, made of what was known then only, with what came. */
export interface Rehearsal {
  readonly forecast: Forecast
  readonly came: readonly Came[]
  readonly weeks: FitContent['rehearsal']
}

/** The forecast of the last twelve weeks as it would have been at their beginning; null when there were no twelve weeks before, or no model then. */
export function rehearse({ asOfDay, timeUnit, minor, hasAmounts }: Scene, histories: Histories, model: ModelName): Rehearsal | null {
  const then = asOfDay - 7 * WEEKS
  if (earliestDay(histories, asOfDay) > then - 7 * WEEKS) return null
  const { who: _, ...data } = dataOf(histories, then, timeUnit)
  for (let k = 0; k < data.meanSpend.length; k++) data.meanSpend[k] = (data.meanSpend[k] ?? 0) / minor
  const fitted = fitModel(model, data)
  if (fitted.state !== 'ok') return null
  const found = hasAmounts ? fitGammaGamma(data.x, data.meanSpend) : null
  const spend = found?.state === 'ok' ? found : null
  const alive = aliveOf(fitted, data)
  const newcomers = newcomersBy(histories, then, minor)
  const perDay = ordersPerDay(histories, then)
  const forecast = forecastFrom({ fitted, spend, data, alive, unitDays: daysOf(timeUnit), ordersPerDay: perDay, newcomers })
  const came = cameAfter(histories, then, minor)
  // The weeks are shown with the interval that they themselves teach to draw.
  const dispersion = dispersionOf(forecast, came)
  const stretches = stretchesOf(forecast, { asOfDay: then, dispersion, minor }).slice(1)
  const weeks = stretches.map(({ week, ...each }) => {
    const { orders, revenue } = came[week - 1] ?? { orders: 0, revenue: 0 }
    return { ...each, actualOrders: orders, actualRevenue: hasAmounts ? Math.round(revenue * minor) : null }
  })
  return { forecast, came, weeks }
}

/** The probability of being a customer still, of each; worked out once for all who are alike. */
function aliveOf(fitted: Fitted, data: ModelData): Float64Array {
  const { alive } = predictorOf(fitted)
  const all = new Float64Array(data.x.length)
  for (const group of mergeRows(data).groups) {
    const rows = alive(group)
    for (const [k, member] of group.members.entries()) all[member] = rows[group.rowOf[k] ?? 0] ?? 0
  }
  return all
}

/** Purchases and revenue, in whole units, in each of the twelve weeks after a day. */
function cameAfter({ days, amounts }: Histories, then: number, minor: number): Came[] {
  const came = Array.from({ length: WEEKS }, () => ({ orders: 0, revenue: 0 }))
  for (let place = 0; place < days.length; place++) {
    const since = (days[place] ?? 0) - then - 1
    // A place before the list would be looked up as a name, which is slow ten million times.
    const week = since < 0 ? undefined : came[Math.floor(since / 7)]
    if (!week) continue
    week.orders += 1
    week.revenue += (amounts[place] ?? 0) / minor
  }
  return came
}

/** The day of the first purchase of all; `otherwise` when there is none. */
export function earliestDay({ count, starts, days }: Histories, otherwise: number): number {
  let earliest = otherwise
  for (let k = 0; k < count; k++) earliest = Math.min(earliest, days[starts[k] ?? 0] ?? otherwise)
  return earliest
}

/** Purchases up to a day for each day on which a customer purchased. */
export function ordersPerDay({ count, starts, days }: Histories, endDay: number): number {
  let [orders, buyingDays] = [0, 0]
  for (let k = 0; k < count; k++) {
    for (let place = starts[k] ?? 0; place < (starts[k + 1] ?? 0) && (days[place] ?? 0) <= endDay; place++) {
      orders += 1
      if (place === starts[k] || days[place] !== days[place - 1]) buyingDays += 1
    }
  }
  return buyingDays === 0 ? 1 : orders / buyingDays
}
