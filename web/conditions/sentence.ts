import type { TFunction } from 'i18next'
import { readPeriod } from '#pure/periods'
import { type ChoicesOf, keyOf } from '#web/conditions/data.ts'
import type { Condition, ConditionChoice, ConditionField, ConditionParam, FieldCondition, Params } from '#web/conditions/fields.ts'
import type { Format } from '#web/format.tsx'

/** What sentences are made with. */
export interface SentenceWords {
  readonly t: TFunction<'conditions'>
  readonly format: Format
  readonly fields: readonly ConditionField[]
  /** Words of choices, by keyOf. */
  readonly choices: ReadonlyMap<string, readonly ConditionChoice[]>
}

/** A condition of any depth as one sentence; what stands in brackets belongs together. */
export function sentenceOfCondition(condition: Condition, words: SentenceWords): string {
  return joined(condition, words, true)
}

function joined(condition: Condition, words: SentenceWords, isOutermost: boolean): string {
  if ('field' in condition) return sentenceOf(condition, words)
  const { t } = words
  if ('not' in condition) {
    const { not } = condition
    if ('any' in not && not.any.length > 1) return bracketed(t('neither', { what: listOf(not.any, words, 'any') }), isOutermost)
    return bracketed(t('not', { what: 'field' in not ? sentenceOf(not, words) : `(${joined(not, words, true)})` }), isOutermost)
  }
  const parts = 'all' in condition ? condition.all : condition.any
  const [only] = parts
  if (only && parts.length === 1) return joined(only, words, isOutermost)
  return bracketed(listOf(parts, words, 'all' in condition ? 'all' : 'any'), isOutermost)
}

function listOf(parts: readonly Condition[], words: SentenceWords, mode: 'all' | 'any'): string {
  return parts.map((part) => joined(part, words, false)).join(words.t(mode === 'all' ? 'and' : 'or'))
}

function bracketed(text: string, isOutermost: boolean): string {
  return isOutermost ? text : `(${text})`
}

/** One condition as a sentence: "City is Tehran or Karaj", «آخرین خرید در ۳۰ روز گذشته است». */
export function sentenceOf(condition: FieldCondition, words: SentenceWords): string {
  const field = words.fields.find((each) => each.name === condition.field)
  const params = field && condition.with ? paramWords(field, condition.with, words) : ''
  if (field?.isTimes) return timesSentence(condition, field, params, words)
  return `${plainSentence(condition, field, words)}${params}`
}

function plainSentence(condition: FieldCondition, field: ConditionField | undefined, words: SentenceWords): string {
  const { field: name, op, value } = condition
  const { t, format } = words
  const label = field?.label[format.language] ?? name
  if (field?.type === 'yes_no') return t(value === true ? 'sentence.yes' : 'sentence.no', { field: label })
  if (op === 'in_last' || op === 'not_in_last' || op === 'in_next') return t(`sentence.${op}`, { field: label, count: Number(value) })
  if (op === 'in_period') return t('sentence.in_period', { field: label, value: periodWords(String(value), words) })
  const wordOf = (each: string | number) => valueWord(each, field, words)
  const values = (Array.isArray(value) ? value : [value]).filter((each) => typeof each === 'string' || typeof each === 'number').map(wordOf)
  if (op === 'between') return t('sentence.between', { field: label, from: values[0] ?? '', to: values[1] ?? '' })
  return t(`sentence.${op}`, { field: label, value: orOf(values, format.language) })
}

/** How often something was done, and of what kind. */
function timesSentence({ op, value }: FieldCondition, field: ConditionField, params: string, { t, format }: SentenceWords): string {
  const did = `${field.label[format.language]}${params}`
  const [from = 0, to = from] = [value].flat().map(Number)
  if ((op === 'is' || op === 'at_most') && from === 0) return t('times.never', { did })
  if (op === 'between') return t('times.between', { did, from: format.number(from), to: format.number(to) })
  if (op === 'at_least' && from === 1) return t('times.once', { did })
  return t(op === 'at_least' ? 'times.at_least' : op === 'at_most' ? 'times.at_most' : 'times.is', { did, count: from })
}

function paramWords(field: ConditionField, given: Params, words: SentenceWords): string {
  const told = field.params.flatMap((param) => {
    const value = given[param.name]
    return value === undefined ? [] : [param.type === 'when' ? whenWords(value, words) : ofParam(field, param, value, words)]
  })
  return told.length === 0 ? '' : ` ${told.join(words.t('paramJoin'))}`
}

function ofParam(field: ConditionField, param: ConditionParam, value: Params[string], words: SentenceWords): string {
  const { t, format, choices } = words
  const label = param.label[format.language]
  const given = [value].flat().map(String)
  if (param.type === 'money') return t('param.money', { label, value: format.money(given[0] ?? '0') })
  if (param.type === 'property') return t('param.property', { name: given[0] ?? '', value: given[1] ?? '' })
  const known = choices.get(keyOf({ field: field.name, param: param.name })) ?? []
  const names = given.map((each) => known.find((choice) => choice.value === each)?.label[format.language] ?? each)
  return t('param.choice', { label, value: orOf(names, format.language) })
}

function whenWords(value: Params[string], words: SentenceWords): string {
  const { t, format } = words
  if (typeof value === 'number') return t('whenDays', { count: value })
  if (typeof value === 'string') return t('whenPeriod', { period: periodWords(value, words) })
  return t('whenBetween', { from: format.day(String(value[0])), to: format.day(String(value[1])) })
}

function periodWords(name: string, { t, format }: SentenceWords): string {
  const read = readPeriod(name)
  if (!read) return name
  const period = t(`period.${read.period}`)
  const calendar = read.calendar ?? format.shopCalendar
  if (calendar === format.calendar) return period
  return t('ofCalendar', { period, calendar: t(`calendar.${calendar}`) })
}

function valueWord(value: string | number, field: ConditionField | undefined, { format, choices }: SentenceWords): string {
  if (field?.type === 'money') return format.money(String(value))
  if (field?.type === 'number' || typeof value === 'number') return format.number(Number(value), 2)
  if (field?.type === 'date' || field?.type === 'day') return format.day(value)
  const known = field ? (choices.get(field.name) ?? []) : []
  return known.find((choice) => choice.value === value)?.label[format.language] ?? value
}

function orOf(values: readonly string[], language: 'fa' | 'en'): string {
  return new Intl.ListFormat(language, { type: 'disjunction' }).format(values)
}

/** Fields whose choices can't be listed, only looked up. */
const OPEN: ReadonlySet<string> = new Set(['cohort'])

/** Whose choices a condition names: what must be known before its sentence can be said. */
export function choicesNamedIn(condition: Condition | null, fields: readonly ConditionField[]): ChoicesOf[] {
  const found = new Map<string, ChoicesOf>()
  for (const { field: name, op, value, with: given = {} } of fieldsOf(condition)) {
    const field = fields.find((each) => each.name === name)
    const search = op === 'is' && typeof value === 'string' ? value : ''
    if (field?.hasChoices && field.type === 'choice') found.set(name, { field: name, param: null, search: OPEN.has(name) ? search : '' })
    for (const param of field?.params ?? []) {
      const of = { field: name, param: param.name }
      if (param.hasChoices && given[param.name] !== undefined) found.set(keyOf(of), of)
    }
  }
  return [...found.values()]
}

function fieldsOf(condition: Condition | null): FieldCondition[] {
  if (!condition) return []
  if ('field' in condition) return [condition]
  if ('not' in condition) return fieldsOf(condition.not)
  return ('all' in condition ? condition.all : condition.any).flatMap(fieldsOf)
}
