import type { Calendar, PeriodKind } from '#pure/calendar'

export type RetentionPart = 'start' | 'end' | 'new' | 'retained' | 'wonBack' | 'lost'

/** A CustomersBehind, read. Ranges include both ends; `to` is null when open. */
export type Behind =
  | { readonly kind: 'purchases'; readonly from: number; readonly to: number | null }
  | { readonly kind: 'cohort'; readonly calendar: Calendar; readonly month: number; readonly after: number | null }
  | { readonly kind: 'returned-in' | 'past-gap' | 'return-due' | 'first-day' | 'second-day'; readonly from: number; readonly to: number }
  | RetentionBehind

export interface RetentionBehind {
  readonly kind: 'retention'
  readonly calendar: Calendar
  readonly period: PeriodKind
  readonly index: number
  readonly part: RetentionPart
  /** Where a running period ends for now; null for a whole one. */
  readonly running: { readonly asOfDay: number; readonly windowDays: number } | null
}

/** What a CustomersBehind says (api.ts lists the forms); null when it says nothing. */
export function readBehind(text: string): Behind | null {
  const [kind = '', ...given] = text.split(':')
  if (kind === 'purchases') return readPurchases(given)
  if (kind === 'cohort') return readCohort(given)
  if (kind === 'retention') return readRetention(given)
  const [from, to] = given.map(whole)
  if (given.length !== 2 || from == null || to == null) return null
  return RANGES.flatMap((range): Behind[] => (range === kind ? [{ kind: range, from, to }] : []))[0] ?? null
}

/** What a search asks for: every word must be found, each in one of its spellings. */
export function spellings(word: string): string[] {
  const abroad = /^00([1-9]\d+)$/.exec(word)
  if (abroad) return [word, `+${abroad[1]}`]
  const home = /^0([1-9]\d+)$/.exec(word)
  return home ? [word, `+98${home[1]}`] : [word]
}

const RANGES = ['returned-in', 'past-gap', 'return-due', 'first-day', 'second-day'] as const

function readPurchases(given: readonly string[]): Behind | null {
  const [from, to = null] = given.map(whole)
  if (given.length < 1 || given.length > 2 || from == null || (given.length === 2 && to === null)) return null
  return { kind: 'purchases', from, to }
}

function readCohort([name, ...given]: readonly string[]): Behind | null {
  const calendar = calendarOf(name)
  const [month, after = null] = given.map(whole)
  if (!calendar || given.length > 2 || month == null || (given.length === 2 && after === null)) return null
  return { kind: 'cohort', calendar, month, after }
}

function readRetention([name, periodName, indexText, partName, ...end]: readonly string[]): Behind | null {
  const calendar = calendarOf(name)
  const period = PERIODS.find((each) => each === periodName)
  const part = PARTS.find((each) => each === partName)
  const index = whole(indexText ?? '')
  if (!calendar || !period || !part || index === null) return null
  if (end.length === 0) return { kind: 'retention', calendar, period, index, part, running: null }
  const [asOfDay, windowDays] = end.map(whole)
  if (end.length !== 2 || asOfDay == null || windowDays == null) return null
  return { kind: 'retention', calendar, period, index, part, running: { asOfDay, windowDays } }
}

const PERIODS = ['month', 'quarter', 'year'] as const
const PARTS = ['start', 'end', 'new', 'retained', 'wonBack', 'lost'] as const

function calendarOf(name: string | undefined): Calendar | null {
  return name === 'gregorian' || name === 'persian' ? name : null
}

/** Days before 1970 are negative; beyond nine digits no day, month or count makes sense. */
function whole(text: string): number | null {
  return /^-?\d{1,9}$/.test(text) ? Number(text) : null
}
