import type { Condition } from '#api/customers'
import { addressOf } from '#web/api.ts'
import type { Format } from '#web/format.tsx'
import type { ExpectedPart } from '../../scores/api.ts'

/** Where a part of the page can be had as CSV and XLSX. */
export function exportsOf(part: ExpectedPart, format: Format): { csv: string; xlsx: string } {
  const link = (kind: 'csv' | 'xlsx') => addressOf('/api/insights/expected/export', { part, format: kind, language: format.language })
  return { csv: link('csv'), xlsx: link('xlsx') }
}

/** The list of the customers who meet a condition. */
export function customersWho(condition: Condition): string {
  return addressOf('/customers', { filter: JSON.stringify(condition) })
}

/** Customers whose next purchase is expected between two days, of those who are more likely than not still customers. */
export function dueBetween(from: string, to: string): string {
  return customersWho({
    all: [
      { field: 'insights.next_purchase', op: 'between', value: [from, to] },
      { field: 'insights.still_customer', op: 'at_least', value: 50 },
    ],
  })
}

/** Customers between two values of a field, both included; a null end is open. */
export function customersBetween<T extends string | number>(field: string, least: T | null, most: T | null): string {
  if (least === null) return customersWho({ field, op: 'at_most', value: most })
  if (most === null) return customersWho({ field, op: 'at_least', value: least })
  return customersWho({ field, op: 'between', value: [least, most] })
}
