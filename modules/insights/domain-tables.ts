import { minorToDecimal } from '#pure/money'
import type { Language } from '#pure/numbers'
import type { ReturnReport } from './api.ts'
import { COMPLETE, HEADINGS, SUMMARY, TITLES, WHICH } from './domain-table-words.ts'

export type ReportPart = keyof typeof TITLES
type Cell = string | number | null

/** One part of the report as a table for other programs: plain numbers, shares between 0 and 1, money in major units. */
export interface ReportTable {
  /** File name without extension. */
  readonly name: string
  readonly title: string
  readonly headings: readonly string[]
  readonly rows: readonly (readonly Cell[])[]
}

/** The parts in the order in which the report shows them. */
export const REPORT_PARTS: readonly ReportPart[] = ['summary', 'purchaseShares', 'nextPurchase', 'retention', 'cohorts', 'timeToReturn']

/** How a table names things; `namesCurrency` is false when nobody knows which currency the amounts are in. */
export interface TableWords {
  readonly language: Language
  readonly namesCurrency?: boolean
}

/** One part of the report as a table with headings in the language. */
export function reportTable(report: ReturnReport, part: ReportPart, { language, namesCurrency: isKnown = true }: TableWords): ReportTable {
  const namesCurrency = isKnown && report.revenue !== null
  const money = namesCurrency ? ` (${report.currency})` : ''
  return {
    name: `return-${part.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`,
    title: TITLES[part][language],
    headings: HEADINGS[part][language].map((heading) => heading.replace('{money}', money)),
    rows: ROWS[part](report, language, namesCurrency),
  }
}

const ROWS: Readonly<Record<ReportPart, (report: ReturnReport, language: Language, namesCurrency: boolean) => Cell[][]>> = {
  summary: summaryRows,
  purchaseShares: ({ purchaseShares, currency }, language) =>
    purchaseShares.map((row) => [
      WHICH[row.which][language],
      row.orders,
      majorUnits(row.revenue, currency),
      row.share,
      majorUnits(row.meanOrder, currency),
    ]),
  nextPurchase: ({ nextPurchase }) =>
    nextPurchase.map((row) => [row.orMore ? `${row.after}+` : row.after, row.reached, row.continued, row.probability, row.low, row.high]),
  retention: ({ retention }, language) =>
    retention.map((row) => [
      row.period,
      COMPLETE[row.complete ? 'yes' : 'no'][language],
      row.start,
      row.new,
      row.end,
      row.retained,
      row.wonBack,
      row.lost,
      row.rate,
      row.strictRate,
    ]),
  cohorts: cohortRows,
  timeToReturn: ({ timeToReturn }) => timeToReturn.curve.map((point) => [point.days, point.customers, point.share]),
}

/** Minor units as a number of major units; as text where a double would round. */
export function majorUnits(minor: string | null, currency: string): number | string | null {
  if (minor === null) return null
  const decimal = minorToDecimal(minor, currency)
  return Number.isSafeInteger(Number(minor)) ? Number(decimal) : decimal
}

function summaryRows(report: ReturnReport, language: Language, namesCurrency: boolean): Cell[][] {
  const { timeToReturn, window, currency } = report
  const figures: readonly (readonly [keyof typeof SUMMARY, Cell])[] = [
    ['asOf', report.asOf],
    ['customers', report.customers],
    ['orders', report.orders],
    ['currency', namesCurrency ? currency : null],
    ['revenue', majorUnits(report.revenue, currency)],
    ['refunds', report.refunds],
    ['refunded', majorUnits(report.refunded, currency)],
    ['returned', report.returned],
    ['returnRate', report.returnRate],
    ['repeated', report.repeated],
    ['repeatRate', report.repeatRate],
    ['window', window.days],
    ['q1', timeToReturn.q1],
    ['median', timeToReturn.median],
    ['q3', timeToReturn.q3],
  ]
  return figures.map(([name, value]) => [SUMMARY[name][language], value])
}

/** A row for each month of each cohort, the first month included: the shape that pivot tables and charts take. */
function cohortRows({ cohorts, currency }: ReturnReport): Cell[][] {
  return cohorts.flatMap(({ cohort, size, active, revenue }) =>
    [size, ...active].map((customers, months) => {
      const amount = majorUnits(revenue?.[months] ?? null, currency)
      return [cohort, size, months, customers, customers / size, amount, amount === null ? null : Number(amount) / size]
    }),
  )
}
