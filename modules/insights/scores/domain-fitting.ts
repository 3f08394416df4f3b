import { isoOfDay } from '#pure/calendar'
import type { Fitted, FittedSpend, FitState, Histories, SpendData } from '../models/contract.ts'
import { daysOf } from '../models/data-of-histories.ts'
import { fitBest, fitModel } from '../models/fit.ts'
import { fitGammaGamma } from '../models/gamma-gamma.ts'
import { validate } from '../models/validate.ts'
import { rfmCuts } from '../types/domain-rfm.ts'
import type { MarginUsed, Shortage, Spend, TimeUnit, Validation } from './api.ts'
import type { FitContent, Judge } from './domain-fit.ts'
import { forecastFrom } from './domain-forecast.ts'
import { dispersionOf, NO_DISPERSION, stretchesOf, type Stretch } from './domain-interval.ts'
import { newcomersBy } from './domain-newcomers.ts'
import { earliestDay, ordersPerDay, rehearse } from './domain-rehearsal.ts'
import { dataAt, scoreHistories, type ScoreColumns } from './domain-score.ts'
import { valueEdges } from './domain-value-edges.ts'

/** How a shop wants to be judged, at the end of which day. */
export interface Fitting {
  readonly asOfDay: number
  readonly timeUnit: TimeUnit
  readonly modelAsked: FitContent['modelAsked']
  readonly margin: MarginUsed
  readonly discountRate: number
  readonly hasAmounts: boolean
  /** Minor units in a whole one. */
  readonly minor: number
}

/** All that a fit finds: what is kept of it, everybody's scores, and the forecast, whose first stretch is the sum of the others. */
export interface Found {
  readonly content: FitContent
  readonly scores: ScoreColumns
  readonly forecast: readonly Stretch[]
}

/** Fits the models to a shop's purchases, tries them on its past, scores everybody and looks ahead; `tell` hears the share that is done. */
export function fitShop(fitting: Fitting, histories: Histories, tell: (share: number) => void): Found {
  const { margin, modelAsked, timeUnit, discountRate, minor, asOfDay } = fitting
  const data = dataAt(fitting, histories)
  const tried = modelAsked === 'auto' ? fitBest(data, (share) => tell(0.4 * share)).tried : [fitModel(modelAsked, data)]
  const fitted = likeliest(tried)
  const spend = spendOf(fitting, data)
  tell(0.45)
  const cuts = cutsOf(fitting, histories)
  const judge: Judge = { asOfDay, timeUnit, fitted, spend, cuts, margin: margin.share, discountRate, minor }
  const scores = scoreHistories(judge, histories)
  tell(0.7)
  const validation = fitted && validated(fitting, histories, fitted)
  tell(0.85)
  const rehearsal = fitted && rehearse({ asOfDay, timeUnit, minor, hasAmounts: fitting.hasAmounts }, histories, fitted.name)
  const forecast = fitted ? lookAhead(judge, { histories, data, scores, rehearsal }) : []
  return {
    content: {
      timeUnit,
      modelAsked,
      discountRate,
      margin,
      customers: histories.count,
      returned: data.x.reduce((sum, x) => sum + (x > 0 ? 1 : 0), 0),
      candidates: tried.map((each) => ({ ...each })),
      chosen: fitted?.name ?? null,
      shortage: shortageOf(histories, fitted, tried),
      spend: spend && storedSpend(spend),
      cuts: cuts && { silence: [...cuts.silence], purchases: [...cuts.purchases], revenue: cuts.revenue && [...cuts.revenue] },
      valueEdges: valueEdges(scores.expectedValue),
      validation,
      rehearsal: rehearsal?.weeks ?? [],
    },
    scores,
    forecast,
  }
}

function likeliest(tried: readonly Fitted[]): Fitted | null {
  const usable = tried.filter(({ state }) => state === 'ok')
  const better = (a: Fitted, b: Fitted) => ((b.logLikelihood ?? 0) > (a.logLikelihood ?? 0) ? b : a)
  return usable.length === 0 ? null : usable.reduce(better)
}

/** Nobody at all comes before whatever the models say of nobody. */
function shortageOf({ count }: Histories, fitted: Fitted | null, tried: readonly Fitted[]): Shortage | null {
  if (count === 0) return 'no_customers'
  if (fitted) return null
  const states = new Set<FitState>(tried.map(({ state }) => state))
  if (states.has('too_few')) return 'too_few'
  return states.has('no_repeat') ? 'no_repeat' : 'flat'
}

function spendOf({ hasAmounts }: Fitting, { x, meanSpend }: SpendData): FittedSpend | null {
  if (!hasAmounts) return null
  const spend = fitGammaGamma(x, meanSpend)
  return spend.state === 'ok' ? spend : null
}

function storedSpend({ p, q, v, logLikelihood, standardErrors, customers }: FittedSpend): Spend | null {
  if (p === null || q === null || v === null || logLikelihood === null) return null
  return { p, q, v, logLikelihood, standardErrors: { ...standardErrors }, customers }
}

function cutsOf({ asOfDay, hasAmounts }: Fitting, { count, starts, days, amounts }: Histories) {
  const silences = new Float64Array(count)
  const purchases = new Float64Array(count)
  const revenues = new Float64Array(count)
  for (let k = 0; k < count; k++) {
    const [from, to] = [starts[k] ?? 0, starts[k + 1] ?? 0]
    silences[k] = asOfDay - (days[to - 1] ?? asOfDay)
    purchases[k] = to - from
    for (let place = from; place < to; place++) revenues[k] = (revenues[k] ?? 0) + (amounts[place] ?? 0)
  }
  return rfmCuts(silences, purchases, hasAmounts ? revenues : null)
}

/** So many weeks must lie behind a shop before a quarter of them says something. */
const LEAST_DAYS = 16 * 7
/** As many points as a chart can show. */
const MOST_POINTS = 156

/** The model fitted to three quarters of the time observed, beside what the last quarter brought; null where that is too little. */
function validated({ asOfDay, timeUnit }: Fitting, histories: Histories, { name }: Fitted): Validation | null {
  const span = asOfDay - earliestDay(histories, asOfDay)
  if (span < LEAST_DAYS) return null
  const calibrationEnd = asOfDay - Math.round(span / 4)
  const found = validate(histories, { calibrationEnd, holdoutEnd: asOfDay, unit: timeUnit }, name)
  const { fitted, byCount, byPeriod, mae, correlation, expected, actual, customers } = found
  if (fitted.state !== 'ok' || mae === null || expected === null) return null
  const every = Math.ceil(byPeriod.length / MOST_POINTS)
  const shown = byPeriod.filter((_, at) => at % every === every - 1 || at === byPeriod.length - 1)
  return {
    calibrationEnd: isoOfDay(calibrationEnd),
    holdoutEnd: isoOfDay(asOfDay),
    customers,
    byCount: byCount.map((each, at) => ({ ...each, orMore: at === byCount.length - 1 })),
    byPeriod: shown.map(({ end, actualSoFar, expectedSoFar }) => ({ end: isoOfDay(end), actual: actualSoFar, expected: expectedSoFar })),
    mae,
    correlation,
    expected,
    actual,
  }
}

interface Ahead {
  readonly histories: Histories
  readonly data: SpendData
  readonly scores: ScoreColumns
  readonly rehearsal: ReturnType<typeof rehearse>
}

function lookAhead(judge: Judge, { histories, data, scores, rehearsal }: Ahead): Stretch[] {
  const { fitted, spend, asOfDay, minor, timeUnit } = judge
  if (!fitted) return []
  const forecast = forecastFrom({
    fitted,
    spend,
    data,
    alive: scores.alive,
    unitDays: daysOf(timeUnit),
    ordersPerDay: ordersPerDay(histories, asOfDay),
    newcomers: newcomersBy(histories, asOfDay, minor),
  })
  const dispersion = rehearsal ? dispersionOf(rehearsal.forecast, rehearsal.came) : NO_DISPERSION
  return stretchesOf(forecast, { asOfDay, dispersion, minor })
}
