import { exponentOf } from '#pure/money'
import type { ImportPlan } from './api.ts'
import { scaledReader } from './domain-amounts.ts'
import { cell, type Columns } from './domain-cells.ts'

/** What a row says about money and pieces; money in 1/LINE_SCALE minor units. */
export interface Worth {
  readonly amount: number | null
  readonly quantity: number | null
  readonly discount: number | null
}

/**
 * The line's amount: its own column, else quantity × price less a discount. A blank amount is zero where the row has an order number,
 * since many exports write an order's total on its first line only; without a number it is an error. Null result: not a number.
 */
export function worthReader(
  plan: ImportPlan,
  at: Columns,
  currency: string,
): (cells: readonly string[], numbered: boolean) => Worth | null {
  const decimals = exponentOf(currency) + 4
  const money = scaledReader(decimals, plan.decimalComma)
  const quantities = scaledReader(3, plan.decimalComma)
  const factor = plan.moneyUnit === 'IRT' && currency === 'IRR' ? 10 : 1
  const total = at.amount >= 0 ? at.amount : at.price
  return (cells, numbered) => {
    const count = at.quantity < 0 ? '' : cell(cells, at.quantity)
    const quantity = count === '' ? null : quantities(count) / 1000
    if (quantity !== quantity) return null
    const off = at.discount < 0 ? '' : cell(cells, at.discount)
    const discount = off === '' ? null : Math.abs(money(off)) * factor
    const known = discount === discount ? discount : null
    if (total < 0) return { amount: null, quantity, discount: known }
    const value = cell(cells, total)
    if (value === '') return numbered ? { amount: 0, quantity, discount: known } : null
    const read = money(value) * factor
    const amount = at.amount >= 0 ? read : Math.round(read * (quantity ?? 1)) - Math.sign(quantity ?? 1) * (known ?? 0)
    return Number.isSafeInteger(amount) ? { amount: amount + 0, quantity, discount: known } : null
  }
}
