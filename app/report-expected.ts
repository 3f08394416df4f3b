import { exponentOf } from '#pure/money'
import type { DataOfHistories, Fitted, FittedSpend, Histories, Scores, TimeUnit, Validation } from '../modules/insights/models/contract.ts'
import { dataOf, daysOf, rateOf, yearOf } from '../modules/insights/models/data-of-histories.ts'
import { expectedOfNew } from '../modules/insights/models/expectations.ts'
import { fitBest, fitModel } from '../modules/insights/models/fit.ts'
import { fitGammaGamma } from '../modules/insights/models/gamma-gamma.ts'
import { scoreAll } from '../modules/insights/models/score-all.ts'
import { validate } from '../modules/insights/models/validate.ts'
import { DEFAULT_JUDGEMENT, marginUsed } from '../modules/insights/scores/domain-settings.ts'
import type { ReportOptions } from './report-options.ts'

/** What a model expects of the customers of a file, at the end of a day. Money in major units. */
export interface ExpectedPart {
  readonly asOfDay: number
  readonly unit: TimeUnit
  readonly fitted: Fitted
  /** Null when the file has no amounts. */
  readonly spend: FittedSpend | null
  /** Expected purchases of a new customer within 1, 2, 3 … units of the first, for two years; empty unless the model is fitted. */
  readonly ofNew: readonly number[]
  readonly data: DataOfHistories
  /** Expected within DAYS_AHEAD, and where there is a holdout within that; null unless the model is fitted. */
  readonly scores: Scores | null
  readonly margin: { readonly share: number; readonly isAssumed: boolean }
  /** A year's discount rate. */
  readonly discountRate: number
  readonly validation: FileValidation | null
}

/** A validation with the days it stands on. */
export interface FileValidation extends Validation {
  readonly calibrationEnd: number
  readonly holdoutEnd: number
}

export const DAYS_AHEAD = [30, 90, 365] as const

/** Where the figures come from. */
export interface ExpectedSource {
  readonly histories: Histories
  readonly asOfDay: number
  readonly currency: string
  readonly hasAmounts: boolean
}

/** Fits the model that was asked for; null when none was, or there is nothing to fit. */
export function expectedOf(source: ExpectedSource, options: ReportOptions): ExpectedPart | null {
  const { model, unit, calibrationEndDay } = options
  if (model === null) return null
  const asOfDay = Math.min(source.asOfDay, calibrationEndDay ?? source.asOfDay)
  const data = inMajorUnits(dataOf(source.histories, asOfDay, unit), source.currency)
  const fitted = model === 'auto' ? fitBest(data).best : fitModel(model, data)
  const spend = source.hasAmounts ? fitGammaGamma(data.x, data.meanSpend) : null
  const margin = marginUsed(options.margin, { revenue: 0, costedRevenue: 0, costs: 0 })
  const { discountRate } = DEFAULT_JUDGEMENT
  const length = daysOf(unit)
  const isFitted = fitted.state === 'ok'
  const validation = validationOf(source, options, fitted)
  const ahead = [...DAYS_AHEAD, ...(validation ? [validation.holdoutEnd - validation.calibrationEnd] : [])]
  const horizons = ahead.map((days) => days / length)
  const scoring = { horizons, rate: rateOf(discountRate, unit), year: yearOf(unit), margin: margin.share }
  return {
    asOfDay,
    unit,
    fitted,
    spend,
    ofNew: isFitted ? Array.from({ length: Math.round(730.5 / length) }, (_, k) => expectedOfNew(fitted, k + 1)) : [],
    data,
    scores: isFitted ? scoreAll(fitted, spend, data, scoring) : null,
    margin: { share: margin.share, isAssumed: margin.source === 'assumed' },
    discountRate,
    validation,
  }
}

/** Null without a calibration end, or when nothing lies after it. */
function validationOf(
  { histories, asOfDay }: ExpectedSource,
  { calibrationEndDay, holdoutEndDay, unit }: ReportOptions,
  { name }: Fitted,
): FileValidation | null {
  const holdoutEnd = holdoutEndDay ?? asOfDay
  if (calibrationEndDay === null || calibrationEndDay >= holdoutEnd) return null
  const span = { calibrationEnd: calibrationEndDay, holdoutEnd }
  return { ...span, ...validate(histories, { ...span, unit }, name) }
}

function inMajorUnits(data: DataOfHistories, currency: string): DataOfHistories {
  const minor = 10 ** exponentOf(currency)
  return { ...data, meanSpend: data.meanSpend.map((amount) => amount / minor) }
}
