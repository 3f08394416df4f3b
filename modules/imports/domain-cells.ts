import { latinDigits } from '#pure/numbers'
import { tidy } from '#pure/text'
import type { ColumnRole, ImportPlan } from './api.ts'

/** Column index of each role; -1 for roles that the file doesn't have. */
export type Columns = Readonly<Record<ColumnRole, number>>

/** The columns of a plan. */
export function columnFinder({ columns }: ImportPlan): Columns {
  const index = (role: ColumnRole) => columns[role] ?? -1
  return {
    customerId: index('customerId'),
    customerName: index('customerName'),
    phone: index('phone'),
    email: index('email'),
    orderNumber: index('orderNumber'),
    date: index('date'),
    time: index('time'),
    amount: index('amount'),
    quantity: index('quantity'),
    price: index('price'),
    discount: index('discount'),
    productCode: index('productCode'),
    productName: index('productName'),
    category: index('category'),
    paymentMethod: index('paymentMethod'),
    shippingMethod: index('shippingMethod'),
    channel: index('channel'),
    country: index('country'),
    status: index('status'),
  }
}

/** A cell without outer blanks; '' when absent. */
export function cell(cells: readonly string[], index: number): string {
  return index < 0 ? '' : (cells[index] ?? '').trim()
}

/** A cell as it is stored and shown; null when blank or absent. */
export function text(cells: readonly string[], index: number): string | null {
  if (index < 0) return null
  const value = cells[index] ?? ''
  if (value === '') return null
  if (PLAIN.test(value)) return value
  const clean = tidy(value)
  return clean === '' ? null : clean
}

const PLAIN = /^[!-~]+(?: [!-~]+)*$/

/** A spreadsheet's 17850.0 as 17850, with Latin digits; leading zeros stay. */
export function withoutFloat(value: string): string {
  if (value === '') return value
  const plain = latinDigits(value)
  return plain.endsWith('.0') && /^\d+\.0$/.test(plain) ? plain.slice(0, -2) : plain
}
