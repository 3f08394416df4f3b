import { minorToNumber } from '#pure/money'
import type { Format } from '#web/format.tsx'
import type { GoalMeasure } from '../../goals/api.ts'

/** What a measure's values are: shares, money, or numbers of people or orders. */
export function kindOf(measure: GoalMeasure): 'percent' | 'money' | 'count' {
  if (measure === 'revenue' || measure === 'expectedValue') return 'money'
  return measure === 'customers' || measure === 'newCustomers' || measure === 'orders' ? 'count' : 'percent'
}

/** A value as the reader writes it; a dash when there is none. */
export function writeValue(format: Format, measure: GoalMeasure, value: number | null): string {
  if (value === null) return '–'
  const kind = kindOf(measure)
  if (kind === 'percent') return format.percent(value)
  return kind === 'money' ? format.money(BigInt(Math.round(value)), { compact: true }) : format.number(Math.round(value))
}

/** How many units of a measure one of what a person types is: 0.01 of a share is 1 %, 10 Rials are a Toman. */
export function unitOf(format: Format, measure: GoalMeasure): number {
  const kind = kindOf(measure)
  if (kind === 'percent') return 0.01
  return kind === 'money' ? 1 / minorToNumber(1n, format) : 1
}
