import type { Column, Roles } from './choose-columns.ts'

/**
 * Roles that values alone tell, for columns whose headings say nothing. With headings only what an import cannot do without is guessed:
 * who, when and how much; a nameless column of running numbers is then no order number.
 */
export function rolesByValues(free: readonly Column[], all: readonly Column[], rows: readonly (readonly string[])[], known: Roles): Roles {
  const headed = all.some((column) => column.heading !== null)
  let left = free.filter((column) => column.values.filled > 0)
  const found: Roles = {}
  const take = (role: keyof Roles, column: Column | undefined) => {
    if (!column || known[role] !== undefined) return
    found[role] = column.index
    left = left.filter((other) => other !== column)
  }
  const best = (score: (column: Column) => number, least: number) =>
    left.filter((column) => score(column) >= least).toSorted((a, b) => score(b) - score(a) || a.index - b.index)[0]

  take(
    'email',
    best(({ values }) => values.emails, 0.8),
  )
  take(
    'phone',
    best(({ values }) => values.phones, 0.8),
  )
  take('date', best(dateScore, 0.9))
  if (!headed || (known.date !== undefined && all[known.date]?.heading === null))
    take(
      'time',
      best(({ values }) => values.times, 0.9),
    )
  const counting = headed ? undefined : quantityColumn(left)
  const money =
    known.amount === undefined && known.price === undefined ? moneyColumn(left.filter((column) => column !== counting)) : undefined
  if (money && counting) {
    take(growsWith(rows, money.index, counting.index) ? 'amount' : 'price', money)
    take('quantity', counting)
  } else take('amount', money)
  const hasCustomer = [known.customerId, known.customerName, known.phone, known.email, found.phone, found.email].some(
    (index) => index !== undefined,
  )
  if (headed) {
    if (!hasCustomer)
      take(
        'customerId',
        best(({ values }) => (values.codes > 0.9 && values.distinct < values.filled ? 1 + values.distinct / values.filled : 0), 1),
      )
    return found
  }
  const { customer, order } = identifiers(
    left.filter(({ values }) => values.codes > 0.9 || values.integers > 0.9),
    rows,
    hasCustomer,
  )
  take('customerId', customer)
  take('orderNumber', order)
  if (!hasCustomer && !customer)
    take(
      'customerName',
      best(({ values }) => (values.letters > 0.9 && values.codes < 0.5 ? 1 : 0), 1),
    )
  return found
}

/** Texts and eight-digit dates are sure; plain numbers are dates only when nothing better is there. */
function dateScore({ values }: Column): number {
  if (!values.dates || values.leadingZeros > 0.5) return 0
  const { style, share } = values.dates
  if (style === 'excel') return values.integers < 0.5 ? share - 0.01 : 0
  return style === 'unix' || style === 'unix-ms' ? share - 0.02 : share
}

/** Small whole numbers, few of them different. */
function quantityColumn(columns: readonly Column[]): Column | undefined {
  return columns
    .filter(
      ({ values }) =>
        values.integers > 0.98 &&
        values.leadingZeros === 0 &&
        Math.abs(values.median) <= 30 &&
        values.distinct <= Math.max(20, values.filled * 0.1),
    )
    .toSorted((a, b) => a.values.median - b.values.median)[0]
}

/** Decimals, or whole numbers as prices in Rial and Toman are: large and round. The last such column is most often the total. */
function moneyColumn(columns: readonly Column[]): Column | undefined {
  const numeric = columns.filter(({ values }) => values.numbers > 0.9 && values.leadingZeros < 0.05)
  return (
    numeric.findLast(({ values }) => values.integers < 0.9) ?? numeric.findLast(({ values }) => values.round > 0.7 && values.mean >= 1000)
  )
}

/** Whether a value is larger where more pieces were bought: then it is the line's total, else the price of a piece. */
function growsWith(rows: readonly (readonly string[])[], money: number, quantity: number): boolean {
  let [ones, onesSum, more, moreSum] = [0, 0, 0, 0]
  for (const row of rows) {
    const count = Number(row[quantity])
    const value = Number((row[money] ?? '').replace(',', '.'))
    if (Number.isNaN(count) || Number.isNaN(value) || count <= 0) continue
    if (count === 1) {
      ones++
      onesSum += value
    } else {
      more++
      moreSum += value
    }
  }
  return ones === 0 || more === 0 || moreSum / more > (onesSum / ones) * 1.25
}

/**
 * Customer and order number among columns of codes: an order has one customer, so the order's column decides the customer's and has
 * more different values. Two columns that decide each other name the same thing; the first is taken, for the customer.
 */
function identifiers(
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  hasCustomer: boolean,
): { customer?: Column; order?: Column } {
  const ranked = columns.toSorted((a, b) => b.values.distinct - a.values.distinct || a.index - b.index)
  if (hasCustomer) {
    const order = ranked.find(({ values }) => values.distinct > values.filled * 0.2)
    return order ? { order } : {}
  }
  for (const order of ranked) {
    const customer = ranked.find(
      (other) =>
        other !== order &&
        other.values.distinct < order.values.distinct * 0.95 &&
        decides(rows, order.index, other.index) &&
        other.values.distinct > 1,
    )
    if (customer) return { customer, order }
  }
  const [first] = columns.toSorted((a, b) => a.index - b.index)
  return first ? { customer: first } : {}
}

function decides(rows: readonly (readonly string[])[], one: number, other: number): boolean {
  const seen = new Map<string, string>()
  let breaks = 0
  for (const row of rows) {
    const key = row[one] ?? ''
    const value = row[other] ?? ''
    const known = seen.get(key)
    if (known === undefined) seen.set(key, value)
    else if (known !== value) breaks++
  }
  return breaks <= rows.length * 0.005
}
