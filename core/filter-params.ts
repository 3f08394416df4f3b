import type { FilterParam, FilterParams } from '#core/holdings'
import { dayOfIso } from '#pure/calendar'
import { latinDigits } from '#pure/numbers'
import { readPeriod } from '#pure/periods'
import { tidy } from '#pure/text'

type Given = Readonly<Record<string, string | number | readonly (string | number)[]>>

/** What stands under `with`, as the params want it; the name of the one that is missing, unknown or unfit otherwise. */
export function readParams(params: readonly FilterParam[], given: Given): FilterParams | string {
  const unknown = Object.keys(given).find((name) => !params.some((each) => each.name === name))
  if (unknown !== undefined) return unknown
  const read: Record<string, FilterParams[string]> = {}
  for (const { name, type, isRequired } of params) {
    const own = given[name]
    if (own === undefined && isRequired) return name
    if (own === undefined) continue
    const value = readParam(type, own)
    if (value === undefined) return name
    read[name] = value
  }
  return read
}

function readParam(type: FilterParam['type'], given: Given[string]): FilterParams[string] | undefined {
  if (type === 'when') return readWhen(given)
  const texts = [given].flat().map((each) => String(each))
  if (texts.length === 0 || texts.some((each) => each.includes('\0') || tidy(each) === '')) return undefined
  if (type === 'choice') return texts
  if (type === 'property') return texts.length === 2 && texts.every((each) => each.length <= 200) ? texts : undefined
  const [only = ''] = texts
  if (texts.length > 1) return undefined
  if (type === 'text') return tidy(only)
  const digits = latinDigits(only).trim()
  return /^\d{1,18}$/.test(digits) ? digits : undefined
}

/** So many days up to today, a period by name, or two days. */
function readWhen(given: Given[string]): FilterParams[string] | undefined {
  if (typeof given === 'number') return Number.isInteger(given) && given >= 0 && given <= 36_500 ? given : undefined
  if (typeof given === 'string') return readPeriod(given) ? given : undefined
  const days = given.map((each) => latinDigits(String(each)))
  const [from = '', to = ''] = days
  return days.length === 2 && dayOfIso(from) !== null && dayOfIso(to) !== null && from <= to ? days : undefined
}
