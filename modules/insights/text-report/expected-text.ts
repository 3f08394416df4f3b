import { isoOfDay } from '#pure/calendar'
import { filled } from '#pure/text'
import { exponentOf } from '#pure/money'
import { numberFormat, type Language } from '#pure/numbers'
import type { Fitted, FittedSpend, Scores, TimeUnit, Validation } from '../models/contract.ts'
import { bar, columnsOf, heading, padEnd, padStart } from './drawing.ts'
import { INSIGHT_WORDS, MODEL_TITLES } from './insight-words.ts'
import type { Pen } from './style.ts'

/** What a model expects; money in major units. `ofNew` is by time units from 1. */
export interface ExpectedText {
  readonly asOfDay: number
  readonly unit: TimeUnit
  readonly fitted: Fitted
  readonly spend: FittedSpend | null
  readonly ofNew: readonly number[]
  readonly scores: Scores | null
  readonly margin: { readonly share: number; readonly isAssumed: boolean }
  readonly discountRate: number
  readonly validation: (Validation & { readonly calibrationEnd: number; readonly holdoutEnd: number }) | null
}

export interface ExpectedWords {
  readonly pen: Pen
  readonly language: Language
  readonly currency: string
  /** Days that the first arrays of expected purchases look ahead. */
  readonly daysAhead: readonly number[]
  readonly customersFile: string | null
}

/** Who will buy again: the model with its parameters and what follows from it, or why there is none. */
export function expectedLines(part: ExpectedText, words: ExpectedWords): string[] {
  const { pen, language } = words
  const said = INSIGHT_WORDS[language]
  const rows = part.fitted.state === 'ok' ? [...modelRows(part, words), ...outlookRows(part, words)] : []
  const spend = part.spend ? [[said.spend, spendSentence(part.spend, language)] as const] : []
  const written = words.customersFile === null ? [] : [[said.written, words.customersFile] as const]
  const refused = part.fitted.state === 'ok' ? [] : [`${MODEL_TITLES[part.fitted.name]}: ${said.states[part.fitted.state]}`]
  return [heading(said.expected, pen.canvas), ...refused, ...labelled([...rows, ...spend, ...written])]
}

type Row = readonly [label: string, value: string]

function modelRows({ fitted, asOfDay, unit, ofNew }: ExpectedText, { pen, language }: ExpectedWords): Row[] {
  const said = INSIGHT_WORDS[language]
  const decimal = decimals(language)
  const { name, customers, parameters, standardErrors, logLikelihood } = fitted
  const details = {
    name: MODEL_TITLES[name],
    customers: pen.count(customers),
    day: pen.day(isoOfDay(asOfDay)),
    unit: said.unit[unit],
    likelihood: decimal(logLikelihood ?? 0, 3),
  }
  const values = Object.entries(parameters).map(([key, value]) => {
    const error = standardErrors[key] ?? null
    return `${key} ${decimal(value, 3)}${error === null ? '' : ` ± ${decimal(error, 3)}`}`
  })
  const isAtEdge = Object.values(standardErrors).includes(null)
  const news = TIMES[unit].map((time) =>
    filled(said.ofNewIn, {
      purchases: decimal(ofNew[time - 1] ?? 0, 4),
      time: `${pen.count(time)} ${(time === 1 ? said.oneUnit : said.unit)[unit]}`,
    }),
  )
  return [
    [said.model, filled(said.learnt, details)],
    [said.parameters, values.join(pen.words.comma)],
    ...(isAtEdge ? [['', said.nobodyLeaves] as const] : []),
    ...news.map((sentence, k): Row => [k === 0 ? said.ofNew : '', sentence]),
  ]
}

/** The times after the first purchase for which the report says what a new customer buys. */
const TIMES: Readonly<Record<TimeUnit, readonly number[]>> = { day: [7, 30, 90, 365], week: [1, 3, 32, 78], month: [1, 3, 6, 12, 24] }

function outlookRows({ fitted, scores, margin, discountRate }: ExpectedText, { pen, language, currency, daysAhead }: ExpectedWords): Row[] {
  if (!scores) return []
  const said = INSIGHT_WORDS[language]
  const ahead = daysAhead.map((days, k) =>
    filled(said.aheadIn, { purchases: pen.count(Math.round(sum(scores.expected[k] ?? []))), days: pen.count(days) }),
  )
  const minor = String(Math.round(sum(scores.value ?? []) * 10 ** exponentOf(currency)))
  const value = {
    value: pen.money(minor),
    margin: pen.percent(margin.share, 0),
    assumed: margin.isAssumed ? said.assumed : '',
    rate: pen.percent(discountRate, 0),
  }
  const alive = { alive: pen.count(Math.round(sum(scores.alive))), customers: pen.count(fitted.customers) }
  return [
    [said.alive, filled(said.aliveOf, alive)],
    [said.ahead, ahead.join(pen.words.comma)],
    ...(scores.value ? [[said.value, filled(said.valueOf, value)] as const] : []),
  ]
}

function spendSentence({ state, p, q, v, logLikelihood }: FittedSpend, language: Language): string {
  const said = INSIGHT_WORDS[language]
  if (state !== 'ok') return said.spendStates[state]
  const decimal = decimals(language)
  const [p2, q2, v2] = [p, q, v].map((value) => decimal(value ?? 0, 2))
  return filled(said.gammaGamma, { p: p2 ?? '', q: q2 ?? '', v: v2 ?? '', likelihood: decimal(logLikelihood ?? 0, 3) })
}

/** What was expected of the holdout beside what happened, in all and by purchases before. */
export function validationLines(part: ExpectedText, { pen, language }: ExpectedWords): string[] {
  const { validation } = part
  const said = INSIGHT_WORDS[language]
  if (!validation) return []
  const { expected, actual, mae, correlation, byCount, calibrationEnd, holdoutEnd } = validation
  if (expected === null || mae === null) return []
  const decimal = decimals(language)
  const change = actual === 0 ? null : expected / actual - 1
  const days = { from: pen.day(isoOfDay(calibrationEnd + 1)), to: pen.day(isoOfDay(holdoutEnd)) }
  const totals = { expected: pen.count(Math.round(expected)), actual: pen.count(actual), difference: pen.percent(change) }
  const most = Math.max(...byCount.map((row) => Math.max(row.actual, row.expected)), 0.01)
  const rows = byCount.map(({ x, customers, actual, expected }) => {
    const label = `${pen.count(x)}${x === LAST ? '+' : ''}`
    const figures = `${padStart(decimal(expected, 2), 9)}${padStart(decimal(actual, 2), 9)}`
    return `  ${padEnd(label, LABEL)}${padStart(pen.count(customers), 10)}${figures}  ${bar(actual / most, 16, pen.canvas)}`
  })
  const head = `  ${padEnd(said.before, LABEL)}${padStart(said.customers, 10)}${padStart(said.expectedMean, 9)}${padStart(said.actualMean, 9)}`
  return [
    heading(said.validation, pen.canvas),
    `  ${filled(said.compared, { ...days, ...totals })}`,
    `  ${filled(said.closeness, { mae: decimal(mae, 2), correlation: correlation === null ? '–' : decimal(correlation, 2) })}`,
    head,
    ...rows,
  ]
}

/** In the last row stands everybody with as many or more. */
const LAST = 7
const LABEL = 24

function labelled(rows: readonly Row[]): string[] {
  const width = Math.max(...rows.map(([label]) => columnsOf(label))) + 2
  return rows.map(([label, value]) => `  ${padEnd(label, width)}${value}`)
}

function decimals(language: Language): (value: number, digits: number) => string {
  return (value, digits) => numberFormat(language, { minimumFractionDigits: digits, maximumFractionDigits: digits }).format(value)
}

function sum(values: Iterable<number>): number {
  let total = 0
  for (const value of values) total += value
  return total
}
