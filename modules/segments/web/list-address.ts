import type { Condition } from '#api/customers'
import { addressOf } from '#web/api.ts'

/** The list of the customers who meet a condition. */
export function listAddress(condition: Condition, segment?: string): string {
  return addressOf('/customers', { ...(segment !== undefined && { segment }), filter: JSON.stringify(condition) })
}
