import { majorUnits } from '#domain/insights'
import { isoOfDay } from '#pure/calendar'
import { PARAMETERS } from '../modules/insights/models/fit.ts'
import type { ExpectedPart, FileValidation } from './report-expected.ts'
import type { Insight } from './report-insight.ts'
import type { ProductsPart } from './report-products.ts'
import type { RfmPart } from './report-rfm.ts'

/** What was asked for beyond the return report, for other programs: a key each; a model that could not be fitted says why in `state` and has nulls. */
export function insightJson({ expected, rfm, products, customersFile }: Insight, currency: string) {
  return {
    ...(expected && modelJson(expected)),
    ...(expected && { customersFile }),
    ...(expected?.validation && { validation: validationJson(expected.validation) }),
    ...(rfm && { rfm: rfmJson(rfm, currency) }),
    ...(products && { products: products === 'no_products' ? null : productsJson(products) }),
  }
}

function modelJson({ fitted, spend, unit, ofNew }: ExpectedPart) {
  const { name, state, customers, parameters, standardErrors, logLikelihood } = fitted
  const unknown = Object.fromEntries(PARAMETERS[name].map((parameter) => [parameter, null]))
  return {
    model:
      state === 'ok'
        ? { name, parameters, standardErrors, logLikelihood, customers, timeUnit: unit }
        : { name, state, parameters: unknown, standardErrors: unknown, logLikelihood, customers, timeUnit: unit },
    spend: spend && (spend.state === 'ok' ? spendFigures(spend) : { state: spend.state, ...spendFigures(spend) }),
    /** Expected purchases of a new customer within 1, 2, 3 … units after the first. */
    expectedOfNew: ofNew,
  }
}

function spendFigures({ p, q, v, logLikelihood }: NonNullable<ExpectedPart['spend']>) {
  return { p, q, v, logLikelihood }
}

function validationJson({ fitted, byPeriod, calibrationEnd, holdoutEnd, ...figures }: FileValidation) {
  return {
    calibrationEnd: isoOfDay(calibrationEnd),
    holdoutEnd: isoOfDay(holdoutEnd),
    model: fitted.name,
    ...figures,
    byPeriod: byPeriod.map((row) => ({ ...row, end: isoOfDay(row.end) })),
  }
}

function rfmJson({ asOfDay, customers, refusal, cuts, groups }: RfmPart, currency: string) {
  const money = (minor: number | null) => (minor === null ? null : majorUnits(String(minor), currency))
  return {
    asOf: isoOfDay(asOfDay),
    customers,
    refusal,
    cuts: cuts && { silence: cuts.silence, purchases: cuts.purchases, revenue: cuts.revenue?.map(money) ?? null },
    groups: groups.map((row) => ({ ...row, revenue: money(row.revenue) })),
  }
}

function productsJson({ standing, ...parts }: ProductsPart) {
  return { asOf: isoOfDay(standing.asOfDay), windowDays: standing.windowDays, returnDays: standing.returnDays, ...parts }
}
