import type { Language } from '#pure/numbers'
import { expectedLines, validationLines } from '../modules/insights/text-report/expected-text.ts'
import { productLines, rfmLines } from '../modules/insights/text-report/groups-text.ts'
import type { Pen } from '../modules/insights/text-report/style.ts'
import { DAYS_AHEAD } from './report-expected.ts'
import type { FileReport } from './report-file.ts'

/** The sections of a text report on what was asked for beyond the return report. */
export function insightText({ insight, report }: FileReport, pen: Pen, language: Language): string[][] {
  if (!insight) return []
  const { expected, rfm, products, customersFile } = insight
  const words = { pen, language, currency: report.currency, daysAhead: DAYS_AHEAD, customersFile }
  return [
    ...(expected ? [expectedLines(expected, words), validationLines(expected, words)] : []),
    ...(rfm ? [rfmLines(rfm, pen, language)] : []),
    ...(products ? [productLines(products, pen, language)] : []),
  ]
}
