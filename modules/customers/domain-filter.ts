import type { Condition } from './api.ts'

/** A filter as the bar over a list shows it: one row of conditions, all or any of which must hold; each may be of several levels. */
export interface FilterRow {
  readonly mode: 'all' | 'any'
  readonly parts: readonly Condition[]
}

/** The condition as a row. */
export function rowOf(condition: Condition | null): FilterRow {
  if (!condition) return { mode: 'all', parts: [] }
  if ('all' in condition) return { mode: 'all', parts: condition.all }
  return 'any' in condition ? { mode: 'any', parts: condition.any } : { mode: 'all', parts: [condition] }
}

/** The row as a condition; null when it asks for nothing. */
export function conditionOf({ mode, parts }: FilterRow): Condition | null {
  const [first] = parts
  if (!first) return null
  if (parts.length === 1) return first
  return mode === 'all' ? { all: parts } : { any: parts }
}

/** The condition that a URL carries; null when it carries none, or no JSON. The server says what is wrong with the rest. */
export function readFilter(text: string): Condition | null {
  if (text === '') return null
  try {
    const read: unknown = JSON.parse(text)
    return isCondition(read) ? read : null
  } catch {
    return null
  }
}

function isCondition(given: unknown): given is Condition {
  if (typeof given !== 'object' || given === null) return false
  if ('field' in given) return typeof given.field === 'string' && 'op' in given && typeof given.op === 'string'
  if ('all' in given) return Array.isArray(given.all) && given.all.every(isCondition)
  if ('any' in given) return Array.isArray(given.any) && given.any.every(isCondition)
  return 'not' in given && isCondition(given.not)
}
