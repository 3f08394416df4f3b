import type { FilterCondition, FilterParams } from '#core/holdings'

/** How many times something must have happened: from and to, both included; `to` is null where more is fine. */
export interface Times {
  readonly from: number
  readonly to: number | null
}

/** What an operator and its number say of times. Times are whole and never below zero. */
export function timesOf({ op, value }: Pick<FilterCondition, 'op' | 'value'>): Times {
  const [first = 0, last = first] = [value].flat().map((each) => Math.max(-1, Math.min(MOST_TIMES, Number(each))))
  if (op === 'at_least') return { from: Math.max(0, Math.ceil(first)), to: null }
  if (op === 'at_most') return { from: 0, to: Math.floor(first) }
  if (op === 'between') return { from: Math.max(0, Math.ceil(first)), to: Math.floor(last) }
  return { from: Math.ceil(first), to: Math.floor(first) }
}

/** Nobody does anything as often as this. */
const MOST_TIMES = 1_000_000_000

/** The texts of a param that is a list of choices; null when nothing was chosen. */
export function chosen(params: FilterParams, name: string): string[] | null {
  const given = params[name]
  return given === undefined ? null : [given].flat().map(String)
}

/** The text of a param; null when there is none. */
export function written(params: FilterParams, name: string): string | null {
  return chosen(params, name)?.[0] ?? null
}

/** The condition on time that `when` stands for. */
export function whenCondition(when: FilterParams[string] | undefined): FilterCondition | null {
  if (when === undefined) return null
  if (typeof when === 'number') return { op: 'in_last', value: when }
  return typeof when === 'string' ? { op: 'in_period', value: when } : { op: 'between', value: when }
}
