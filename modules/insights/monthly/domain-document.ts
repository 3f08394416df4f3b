import type { GoalMeasure } from '../goals/api.ts'
import type { MonthlyFigure, MonthlyReport } from './api.ts'
import type { Pen } from './domain-pen.ts'
import { WORDS, type Words } from './domain-words.ts'

/** One part of the page: what was found, in a sentence, and what it rests on. */
export interface DocumentPart {
  readonly id: 'figures' | 'trend' | 'split' | 'cohort' | 'next' | 'goals'
  readonly title: string
  readonly finding: string
  readonly definition: string
  readonly table?: { readonly columns: readonly string[]; readonly rows: readonly (readonly string[])[] }
  /** Each with its length as a share of the longest. */
  readonly bars?: readonly { readonly label: string; readonly value: string; readonly share: number; readonly isNow: boolean }[]
  readonly lines?: readonly string[]
}

/** The report as words, the same on screen, on paper and in an e-mail. */
export interface MonthlyDocument {
  readonly title: string
  readonly subtitle: string
  readonly parts: readonly DocumentPart[]
}

/** Writes the report of a month. */
export function monthlyDocument(report: MonthlyReport, pen: Pen): MonthlyDocument {
  const words = WORDS[pen.language]
  const title = words.title(pen.month(report.index))
  if (report.empty || report.asOf === null) return { title, subtitle: words.empty, parts: [] }
  const asOf = words.asOf(pen.day(report.asOf))
  const parts = [figures, trend, split, cohort, next, goals].flatMap((part) => part(report, pen, words))
  return { title, subtitle: report.complete ? asOf : `${asOf}. ${words.running}`, parts }
}

type Write = (report: MonthlyReport, pen: Pen, words: Words) => DocumentPart[]

const figures: Write = ({ figures }, pen, words) => {
  const [main] = figures
  if (!main) return []
  const { what, value, before } = main
  const change = value === null || before === null || before === 0 ? null : value / before - 1
  const beside =
    change === null
      ? words.stop
      : Math.abs(change) < 0.0005
        ? words.same
        : change > 0
          ? words.more(pen.percent(change))
          : words.less(pen.percent(-change))
  const { columns } = words
  return [
    {
      id: 'figures',
      title: words.figures,
      finding: words.figuresFinding(words.what[what], writeFigure(pen, what, value)) + beside,
      definition: words.figuresDefinition,
      table: {
        columns: [columns.what, columns.value, columns.before, columns.yearAgo],
        rows: figures.map((row) => [
          words.what[row.what],
          ...[row.value, row.before, row.yearAgo].map((value) => writeFigure(pen, row.what, value)),
        ]),
      },
    },
  ]
}

const trend: Write = ({ trend, index }, pen, words) => {
  if (trend.length < 2) return []
  const isMoney = trend.some(({ revenue }) => revenue !== null)
  const of = (month: (typeof trend)[number]) => (isMoney ? (month.revenue ?? 0) : month.orders)
  const write = (month: (typeof trend)[number]) => (isMoney ? pen.money(of(month)) : `${pen.count(of(month))} ${words.what.orders}`)
  const best = trend.reduce((best, month) => (of(month) > of(best) ? month : best))
  return [
    {
      id: 'trend',
      title: `${words.what[isMoney ? 'revenue' : 'orders']}: ${words.trend}`,
      finding:
        trend.length < 3 ? words.few : best.index === index ? words.isBest(write(best)) : words.best(pen.month(best.index), write(best)),
      definition: words.trendDefinition,
      bars: trend.map((month) => ({
        label: pen.month(month.index),
        value: isMoney ? pen.money(of(month)) : pen.count(of(month)),
        share: of(best) === 0 ? 0 : of(month) / of(best),
        isNow: month.index === index,
      })),
    },
  ]
}

const split: Write = ({ split }, pen, words) => {
  if (!split) return []
  const sum = (parts: typeof split.now) => parts.new + parts.returned + parts.repeat
  const known = (parts: typeof split.now) => (sum(parts) === 0 ? null : (parts.returned + parts.repeat) / sum(parts))
  const now = known(split.now)
  const before = split.before === null ? null : known(split.before)
  const longest = Math.max(split.now.new, split.now.returned, split.now.repeat)
  return [
    {
      id: 'split',
      title: words.split,
      finding: [
        now === null ? words.few : words.splitFinding(pen.percent(now)),
        ...(now === null || before === null ? [] : [words.splitBefore(pen.percent(before))]),
      ].join(' '),
      definition: split.isMoney ? words.splitMoney : words.splitOrders,
      bars: (['new', 'returned', 'repeat'] as const).map((part) => ({
        label: words.parts[part],
        value: split.isMoney ? pen.money(split.now[part]) : pen.count(split.now[part]),
        share: longest === 0 ? 0 : split.now[part] / longest,
        isNow: part !== 'new',
      })),
    },
  ]
}

/** Of fewer people a share says little. */
const FEW = 10

const cohort: Write = ({ cohort }, pen, words) => {
  if (!cohort) return []
  const { size, active, before, index } = cohort
  const beside = before !== null && before.size >= FEW ? [words.cohortBefore(pen.percent(before.active / before.size))] : []
  const found = words.cohortFinding(pen.percent(active / size), pen.count(size), pen.month(index))
  return [
    {
      id: 'cohort',
      title: words.cohort,
      finding: size < FEW ? words.few : [found, ...beside].join(' '),
      definition: words.cohortDefinition,
    },
  ]
}

const next: Write = ({ product, due, risk }, pen, words) => {
  const sentence = (
    worth: MonthlyReport['due'],
    written: { with: (customers: string, value: string) => string; bare: (customers: string) => string },
  ) => {
    if (worth === null || worth.customers === 0) return []
    const customers = pen.count(worth.customers)
    return [worth.value === null ? written.bare(customers) : written.with(customers, pen.money(worth.value))]
  }
  const lines = [
    ...sentence(due, { with: words.due, bare: words.dueBare }),
    ...sentence(risk, { with: words.risk, bare: words.riskBare }),
    ...(product === null ? [] : [words.product(isolated(product.name), pen.percent(product.count / product.of), pen.percent(product.all))]),
  ]
  const [finding = words.nobody, ...rest] = lines
  return [{ id: 'next', title: words.next, finding, definition: words.nextDefinition, lines: rest }]
}

/** A name of the shop's data in a sentence of another direction. */
function isolated(name: string): string {
  return `\u2068${name}\u2069`
}

const goals: Write = ({ goals }, pen, words) => {
  if (goals.length === 0) return []
  const good = goals.filter(({ state }) => state === 'reached' || state === 'onCourse').length
  const { goal, value, state } = words.goalColumns
  return [
    {
      id: 'goals',
      title: words.goals,
      finding: words.goalsFinding(pen.count(good), pen.count(goals.length)),
      definition: words.goalsDefinition,
      table: {
        columns: [goal, value, state],
        rows: goals.map((each) => [
          `${words.goal[each.measure]}: ${writeGoal(pen, each.measure, each.target)}`,
          writeGoal(pen, each.measure, each.value),
          words.state[each.state],
        ]),
      },
    },
  ]
}

function writeFigure(pen: Pen, what: MonthlyFigure, value: number | null): string {
  if (what === 'revenue' || what === 'meanOrder') return pen.money(value)
  return what === 'returnRate' || what === 'repeatRate' || what === 'retention' ? pen.percent(value) : pen.count(value)
}

function writeGoal(pen: Pen, measure: GoalMeasure, value: number | null): string {
  if (measure === 'revenue' || measure === 'expectedValue') return pen.money(value)
  return measure === 'customers' || measure === 'newCustomers' || measure === 'orders' ? pen.count(value) : pen.percent(value)
}
