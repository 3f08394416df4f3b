import type { ColumnRole } from '../api.ts'
import type { ColumnValues } from './column-values.ts'
import { headingRoles } from './headings.ts'
import { rolesByValues } from './roles-by-values.ts'

export interface Column {
  readonly index: number
  readonly heading: string | null
  readonly values: ColumnValues
}

export type Roles = Partial<Record<ColumnRole, number>>

/**
 * Which column holds what. A heading speaks louder than values, values that cannot be what the heading says veto it, and every role and
 * every column is given once, the strongest claim first. `given` are columns that a person named.
 */
export function chooseColumns(columns: readonly Column[], rows: readonly (readonly string[])[], given: Roles): Roles {
  const roles: Roles = { ...given }
  const taken = new Set(Object.values(given))
  const claims = columns
    .flatMap((column) => [...claimsOf(column)].map(([role, score]) => ({ role, score, index: column.index })))
    .toSorted((a, b) => b.score - a.score || a.index - b.index)
  for (const { role, index } of claims) {
    if (roles[role] !== undefined || taken.has(index)) continue
    roles[role] = index
    taken.add(index)
  }
  const free = columns.filter((column) => !taken.has(column.index))
  return withMoneySettled({ ...rolesByValues(free, columns, rows, roles), ...roles }, columns, rows, given)
}

function claimsOf({ heading, values }: Column): ReadonlyMap<ColumnRole, number> {
  const claims = new Map<ColumnRole, number>()
  if (heading === null || values.filled === 0) return claims
  for (const [role, score] of headingRoles(heading)) {
    const support = supportOf(role, values)
    if (support !== null) claims.set(role, score + support)
  }
  // Shopify's order number is called Name.
  if (/^name$/i.test(heading.trim()) && values.codes > 0.9) claims.set('orderNumber', 12)
  return claims
}

/** How well values suit a role that the heading names; null when they cannot be that. */
function supportOf(role: ColumnRole, values: ColumnValues): number | null {
  switch (role) {
    case 'date':
      return values.dates && values.dates.share >= 0.5 ? values.dates.share : null
    case 'time':
      return values.times >= 0.5 || isDayFraction(values) ? 1 : null
    case 'amount':
    case 'price':
    case 'quantity':
    case 'discount':
      return values.numbers >= 0.5 ? values.numbers : null
    case 'email':
      return values.emails >= 0.2 ? values.emails : null
    case 'phone':
      return Math.max(values.phones, values.maybePhones) >= 0.2 ? values.maybePhones : null
    case 'customerId':
      return values.codes > 0.5 ? values.codes : values.emails > 0.5 || values.phones > 0.5 ? 0 : -2
    case 'customerName':
      return values.letters >= 0.5 && values.emails < 0.5 ? values.letters : null
    case 'orderNumber':
      return values.codes >= 0.5 ? values.codes : null
    case 'productCode':
      return 0
    case 'productName':
    case 'category':
      return values.letters >= 0.3 ? values.letters : -2
    case 'country':
    case 'status':
    case 'channel':
    case 'paymentMethod':
    case 'shippingMethod':
      return values.letters >= 0.5 ? values.letters : null
  }
}

function isDayFraction(values: ColumnValues): boolean {
  return values.numbers > 0.9 && values.mean > 0 && values.mean < 1
}

/**
 * One way to the amount: a total where there is one, else quantity × price. A total that repeats on every line of an order would be
 * counted many times over, so there the lines' own prices are taken.
 */
function withMoneySettled(roles: Roles, columns: readonly Column[], rows: readonly (readonly string[])[], given: Roles): Roles {
  const { amount, price, quantity, ...others } = roles
  if (price === undefined) return roles
  if (amount === undefined) return quantity === undefined && given.price === undefined ? { ...others, amount: price } : roles
  if (given.amount !== undefined && given.price !== undefined) return roles
  const usePrice =
    given.price !== undefined || (given.amount === undefined && quantity !== undefined && repeatsPerOrder(rows, amount, roles.orderNumber))
  return usePrice
    ? { ...others, price, ...(quantity !== undefined && { quantity }) }
    : { ...others, amount, ...(quantity !== undefined && { quantity }) }
}

/** True when orders of several lines show one and the same amount on each. */
function repeatsPerOrder(rows: readonly (readonly string[])[], amount: number, number: number | undefined): boolean {
  if (number === undefined) return false
  const amounts = new Map<string, string[]>()
  for (const row of rows) {
    const key = row[number] ?? ''
    if (key !== '') amounts.set(key, [...(amounts.get(key) ?? []).slice(0, 20), row[amount] ?? ''])
  }
  const several = [...amounts.values()].filter((values) => values.length > 1)
  return (
    several.length >= 1 &&
    several.filter((values) => values[0] !== '' && values.every((value) => value === values[0])).length > several.length * 0.9
  )
}
