import { inTransaction, type Ctx } from '#core/context'
import { findBook, loadHistoryColumns } from '#modules/orders'
import { MODEL_NAMES } from '../modules/insights/models/contract.ts'
import { fitModel } from '../modules/insights/models/fit.ts'
import { fitGammaGamma } from '../modules/insights/models/gamma-gamma.ts'
import { dataAt, scoreHistories } from '../modules/insights/scores/domain-score.ts'
import { rfmCuts } from '../modules/insights/types/domain-rfm.ts'
import { count as shown, table } from './table.ts'

/** What each step of judging a whole shop took, in ms, one after the other on one core. */
export interface FitMeasured {
  readonly customers: number
  readonly purchases: number
  /** Histories from PostgreSQL into columns, the second time of two. */
  readonly readMs: number
  readonly models: readonly { readonly name: string; readonly ms: number; readonly logLikelihood: number | null }[]
  readonly spendMs: number
  /** All scores of everybody by the likeliest model. */
  readonly scoreMs: number
}

/** Fits each model to everybody's purchases by weeks, and scores everybody; nothing is written. Each step is the quicker of two. */
export async function measureFit(ctx: Ctx): Promise<FitMeasured> {
  const book = await inTransaction(ctx, findBook)
  const asOfDay = book?.lastDay ?? 0
  const { ms: readMs, value: histories } = await quickest(() => inTransaction(ctx, (ctx) => loadHistoryColumns(ctx)))
  const { count, starts, days, amounts } = histories
  const judge = { asOfDay, timeUnit: 'week', minor: 1 } as const
  const data = dataAt(judge, histories)
  const models = []
  for (const name of MODEL_NAMES) models.push(await quickest(() => fitModel(name, data)))
  const spend = await quickest(() => fitGammaGamma(data.x, data.meanSpend))
  const fitted = models
    .map(({ value }) => value)
    .reduce((a, b) => ((b.logLikelihood ?? -Infinity) > (a.logLikelihood ?? -Infinity) ? b : a))
  const columns = { silences: new Float64Array(count), purchases: new Float64Array(count), revenues: new Float64Array(count) }
  for (let k = 0; k < count; k++) {
    columns.silences[k] = asOfDay - (days[(starts[k + 1] ?? 1) - 1] ?? asOfDay)
    columns.purchases[k] = (starts[k + 1] ?? 0) - (starts[k] ?? 0)
    for (let at = starts[k] ?? 0; at < (starts[k + 1] ?? 0); at++) columns.revenues[k] = (columns.revenues[k] ?? 0) + (amounts[at] ?? 0)
  }
  const cuts = rfmCuts(columns.silences, columns.purchases, columns.revenues)
  const score = await quickest(() =>
    scoreHistories({ ...judge, fitted, spend: spend.value, cuts, margin: 0.3, discountRate: 0.2 }, histories),
  )
  return {
    customers: count,
    purchases: days.length,
    readMs,
    models: models.map(({ ms, value: { name, logLikelihood } }) => ({ name, ms, logLikelihood })),
    spendMs: spend.ms,
    scoreMs: score.ms,
  }
}

/** The first time code is run it is slower: the quicker of two counts. */
async function quickest<T>(work: () => T | Promise<T>): Promise<{ readonly ms: number; readonly value: T }> {
  const time = async () => {
    const began = performance.now()
    const value = await work()
    return { ms: performance.now() - began, value }
  }
  const [first, second] = [await time(), await time()]
  return second.ms < first.ms ? second : first
}

/** The same beside the limits. */
export function fitTable({ customers, purchases, readMs, models, spendMs, scoreMs }: FitMeasured): string {
  return table(
    [`Models of ${shown(customers)} customers, ${shown(purchases)} purchases`, 'ms', 'limit', 'log-likelihood'],
    [
      ['histories into columns', shown(readMs), '', ''],
      ...models.map(({ name, ms, logLikelihood }) => [`fit of ${name}`, shown(ms), '< 1,000', logLikelihood?.toFixed(1) ?? '']),
      ['fit of Gamma-Gamma', shown(spendMs), '', ''],
      ['all scores of everybody', shown(scoreMs), '< 3,000', ''],
    ],
  )
}
