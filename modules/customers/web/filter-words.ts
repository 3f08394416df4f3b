import type { TFunction } from 'i18next'
import type { Format } from '#web/format.tsx'
import type { FieldChoice, ListField } from '../api-list.ts'
import type { FieldCondition } from '../api.ts'

interface Words {
  readonly t: TFunction<'customers'>
  readonly format: Format
  readonly fields: readonly ListField[]
  readonly choices: ReadonlyMap<string, readonly FieldChoice[]>
}

/** A condition as a sentence: "City is Tehran or Karaj", «آخرین خرید در ۳۰ روز گذشته بوده است». */
export function sentenceOf(condition: FieldCondition, { t, format, fields, choices }: Words): string {
  const { field: name, op, value } = condition
  const field = fields.find((each) => each.name === name)
  const label = field?.label[format.language] ?? name
  if (field?.type === 'yes_no') return t(value === true ? 'filter.sentence.yes' : 'filter.sentence.no', { field: label })
  if (op === 'in_last' || op === 'not_in_last' || op === 'in_next')
    return t(`filter.sentence.${op}`, { field: label, count: Number(value) })
  const wordOf = (each: string | number) => valueWord(each, field, { format, choices: choices.get(name) ?? [] })
  const values = (Array.isArray(value) ? value : [value]).filter((each) => typeof each === 'string' || typeof each === 'number').map(wordOf)
  if (op === 'between') return t('filter.sentence.between', { field: label, from: values[0] ?? '', to: values[1] ?? '' })
  return t(`filter.sentence.${op}`, { field: label, value: orOf(values, format.language) })
}

function valueWord(
  value: string | number,
  field: ListField | undefined,
  { format, choices }: { readonly format: Format; readonly choices: readonly FieldChoice[] },
): string {
  if (field?.type === 'money') return format.money(String(value))
  if (field?.type === 'number') return format.number(Number(value), 2)
  if (field?.type === 'date' || field?.type === 'day') return format.day(String(value))
  return choices.find((choice) => choice.value === String(value))?.label[format.language] ?? String(value)
}

function orOf(values: readonly string[], language: 'fa' | 'en'): string {
  return new Intl.ListFormat(language, { type: 'disjunction' }).format(values)
}
