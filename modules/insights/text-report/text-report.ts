import type { ReturnReport } from '../api.ts'
import { bar, columnsOf, heading, heat, padEnd, padStart } from './drawing.ts'
import { penFor } from './style.ts'
import type { Pen, ReportStyle } from './style.ts'
import { REASONS } from './words.ts'

/** Where the figures come from. */
export interface ReportSource {
  readonly name: string
  readonly rows: number
  readonly used: number
  readonly skipped: readonly { readonly reason: string; readonly rows: number }[]
}

/** The return report for a terminal, ending in a new line; `more` gives sections that follow its own. */
export function textReport(
  report: ReturnReport,
  source: ReportSource,
  style: ReportStyle,
  more: (pen: Pen) => string[][] = () => [],
): string {
  const pen = penFor(style, report.currency, report.calendar)
  const parts = report.customers === 0 ? [[pen.words.empty]] : figures(report, pen)
  const sections = [opening(report, source, pen), ...parts, ...more(pen), skippedRows(source, pen, style)].filter(
    (lines) => lines.length > 0,
  )
  return `${sections.map((lines) => lines.map((line) => line.trimEnd()).join('\n')).join('\n\n')}\n`
}

/** Tables show the newest rows only, so that each stays on a screen. */
const MOST_ROWS = 24
const LABEL = 14

function figures(report: ReturnReport, pen: Pen): string[][] {
  return [summary(report, pen), shares(report, pen), next(report, pen), retention(report, pen), cohorts(report, pen), time(report, pen)]
}

function opening({ asOf }: ReturnReport, source: ReportSource, pen: Pen): string[] {
  const { words, count } = pen
  const date = asOf === null ? '' : `${words.comma}${words.asOf} ${pen.day(asOf)}`
  return [
    heading(words.title, pen.canvas),
    `${source.name}: ${count(source.rows)} ${words.rows}${words.comma}${count(source.used)} ${words.used}${date}`,
  ]
}

function summary(report: ReturnReport, { words, count, percent, money }: Pen): string[] {
  const refunded = report.refunded === null ? '' : ` (${money(report.refunded)})`
  const lines: [string, string][] = [
    [words.customers, count(report.customers)],
    [words.orders, count(report.orders)],
    ...(report.revenue === null ? [] : [[words.revenue, money(report.revenue)] satisfies [string, string]]),
    [words.refunds, `${count(report.refunds)}${refunded}`],
    [words.returnRate, `${percent(report.returnRate, 2)} (${count(report.returned)} ${words.returned})`],
    [words.repeatRate, `${percent(report.repeatRate, 2)} (${count(report.repeated)} ${words.repeated})`],
    [words.window, `${count(report.window.days)} ${words.days} (${report.window.source === 'set' ? words.set : words.suggested})`],
  ]
  const width = Math.max(...lines.map(([label]) => columnsOf(label))) + 2
  return lines.map(([label, value]) => `${padEnd(label, width)}${value}`)
}

function shares({ purchaseShares, orders }: ReturnReport, { words, count, percent, money, canvas }: Pen): string[] {
  const rows = purchaseShares.map((part) => {
    const share = part.share ?? (orders === 0 ? null : part.orders / orders)
    const mean = part.meanOrder === null ? '' : `${words.comma}${words.meanOrder} ${money(part.meanOrder)}`
    const what = part.share === null ? words.shareOfOrders : words.shareOfRevenue
    return `  ${padEnd(words[part.which], LABEL + 2)}${bar(share, BAR, canvas)} ${padStart(percent(share), 6)} ${what}${words.comma}${count(part.orders)} ${words.ordersIn}${mean}`
  })
  return [heading(words.shares, canvas), ...rows]
}

const BAR = 24

function next({ nextPurchase }: ReturnReport, { words, count, percent, canvas }: Pen): string[] {
  const rows = nextPurchase
    .filter((row) => row.reached > 0)
    .map((row) => {
      const label = `${words.after} ${count(row.after)}${row.orMore ? '+' : ''}`
      const interval = `${percent(row.low)}–${percent(row.high)}`
      return `  ${padEnd(label, LABEL + 5)}${bar(row.probability, BAR, canvas)} ${padStart(percent(row.probability), 6)}  ${padEnd(interval, 14)} ${count(row.continued)} ${words.of} ${count(row.reached)}`
    })
  return [`${heading(words.next, canvas)} (${words.interval})`, ...rows]
}

function retention({ retention, period }: ReturnReport, pen: Pen): string[] {
  const { words, count, percent, canvas } = pen
  const shown = retention.slice(-MOST_ROWS)
  const columns = [words.start, words.new, words.end, words.retained, words.wonBack, words.lost, words.strict]
  const head = `  ${padEnd(words.period, LABEL)}${' '.repeat(NARROW)} ${padStart(words.rate, 7)}${columns.map((word) => padStart(word, 9)).join('')}`
  const rows = shown.map((row) => {
    const counts = [row.start, row.new, row.end, row.retained, row.wonBack, row.lost].map((value) => padStart(count(value), 9)).join('')
    const label = padEnd(`${pen.period(period, row.index)}${row.complete ? '' : '*'}`, LABEL)
    return `  ${label}${bar(row.rate, NARROW, canvas)} ${padStart(percent(row.rate), 7)}${counts}${padStart(percent(row.strictRate), 9)}`
  })
  return [
    ...titled(words.retention, retention.length - shown.length, pen),
    head,
    ...rows,
    ...(shown.at(-1)?.complete === false ? [`  * ${words.running}`] : []),
  ]
}

const NARROW = 10

function titled(title: string, hidden: number, { words, canvas }: Pen): string[] {
  return hidden > 0 ? [heading(title, canvas), `  (${words.earlier})`] : [heading(title, canvas)]
}

/** Months since the first purchase go to the right as far as the terminal reaches. */
function cohorts({ cohorts }: ReturnReport, pen: Pen): string[] {
  const { words, count, canvas } = pen
  const shown = cohorts.slice(-MOST_ROWS)
  const months = Math.min(Math.floor((canvas.width - LABEL - SIZE - 2) / HEAT), Math.max(0, ...shown.map((cohort) => cohort.active.length)))
  const most = Math.max(...shown.flatMap(({ active, size }) => active.slice(0, months).map((customers) => customers / size)), 0.01)
  const head = Array.from({ length: months }, (_, k) => padStart(count(k + 1), HEAT)).join('')
  const rows = shown.map(({ index, size, active }) => {
    const cells = active.slice(0, months).map((customers) => {
      const share = customers / size
      return ` ${heat(share / most, count(Math.round(share * 100)), HEAT - 1, canvas)}`
    })
    return `  ${padEnd(pen.period('month', index), LABEL)}${padStart(count(size), SIZE)}${cells.join('')}`
  })
  return [
    ...titled(words.cohorts, cohorts.length - shown.length, pen),
    `  ${padEnd(words.cohort, LABEL)}${padStart(words.size, SIZE)}${head}`,
    ...rows,
  ]
}

const SIZE = 9
const HEAT = 5

/** The curve at a few round numbers of days; the last is the first that covers everybody who returned. */
function time({ timeToReturn: { median, q1, q3, curve } }: ReturnReport, { words, count, percent, canvas }: Pen): string[] {
  if (median === null || q1 === null || q3 === null) return []
  const longest = curve.at(-1)?.days ?? 0
  const marks = MARKS.filter((days, k) => k === 0 || (MARKS[k - 1] ?? 0) < longest)
  const rows = marks.map((days) => {
    const share = curve.findLast((point) => point.days <= days)?.share ?? 0
    return `  ${padEnd(`${words.within} ${count(days)} ${words.days}`, LABEL + 2)}${bar(share, BAR, canvas)} ${padStart(percent(share), 6)} ${words.ofCustomers}`
  })
  const middle = `${words.median} ${count(median)} ${words.days}${words.comma}${words.quartiles} ${words.from} ${count(q1)} ${words.to} ${count(q3)}`
  return [heading(words.time, canvas), `  ${middle}`, ...rows]
}

const MARKS = [7, 14, 30, 60, 90, 180, 365, 730]

function skippedRows({ skipped }: ReportSource, { words, count, canvas }: Pen, { language }: ReportStyle): string[] {
  if (skipped.length === 0) return []
  return [
    heading(words.skipped, canvas),
    ...skipped.map(({ reason, rows }) => `  ${padStart(count(rows), 9)}  ${REASONS[reason]?.[language] ?? reason}`),
  ]
}
