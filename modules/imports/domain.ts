import { exponentOf } from '#pure/money'
import { latinDigits } from '#pure/numbers'
import { toE164 } from '#pure/phone'
import { tidy } from '#pure/text'
import type { ColumnRole, ImportPlan, SkipReason } from './api.ts'
import { scaledReader } from './domain-amounts.ts'
import { dateReader, type Moment } from './domain-dates.ts'
import { isCancelled } from './domain-status.ts'

/** Amounts of lines are whole ten-thousandths of a minor unit, so that 0.0375 × 1,200 loses nothing before orders are summed. */
export const LINE_SCALE = 10_000
/** A longer cell is no order's. */
export const LONGEST_CELL = 10_000

/** One row of a file as the product understands it: an order, or a line of one. */
export interface ParsedLine {
  readonly line: number
  readonly customerId: string | null
  readonly name: string | null
  /** E.164. */
  readonly phone: string | null
  readonly email: string | null
  readonly number: string | null
  /** Epoch milliseconds. */
  readonly at: number
  /** Local day. */
  readonly day: number
  /** Of the whole line, in 1/LINE_SCALE minor units; negative when money went back, null in a file without amounts. */
  readonly amount: number | null
  readonly quantity: number | null
  /** In the same unit as the amount, never negative. */
  readonly discount: number | null
  readonly productCode: string | null
  readonly productName: string | null
  readonly category: string | null
  readonly paymentMethod: string | null
  readonly shippingMethod: string | null
  readonly channel: string | null
  readonly country: string | null
  readonly status: string | null
  readonly cancelled: boolean
}

export interface ReadingPlace {
  readonly timeZone: string
  /** ISO currency that amounts are kept in. */
  readonly currency: string
}

/** The row reader of a plan; it gives the line, or why the row is left out. */
export function lineParser(plan: ImportPlan, place: ReadingPlace): (cells: readonly string[], line: number) => ParsedLine | SkipReason {
  const at = columnFinder(plan)
  const needed = Math.max(at.date, firstIdentity(at))
  const who = identityReader(at, place.currency)
  const when = momentReader(plan, at, place.timeZone)
  const worth = amountReader(plan, at, place.currency)
  const cancels = statusReader()

  return (cells, line) => {
    const flaw = flawOf(cells, needed)
    if (flaw) return flaw
    const identity = who(cells)
    if (!identity) return 'no_customer'
    const moment = when(cells)
    if (typeof moment === 'string') return moment
    const number = orderNumber(cell(cells, at.orderNumber))
    const money = worth(cells, number !== null)
    if (!money) return 'bad_amount'
    const status = text(cells, at.status)
    return {
      line, customerId: identity.customerId, name: identity.name, phone: identity.phone, email: identity.email,
      number, at: moment.at, day: moment.day, amount: money.amount, quantity: money.quantity, discount: money.discount,
      productCode: text(cells, at.productCode), productName: text(cells, at.productName), category: text(cells, at.category),
      paymentMethod: text(cells, at.paymentMethod), shippingMethod: text(cells, at.shippingMethod),
      channel: text(cells, at.channel), country: text(cells, at.country), status, cancelled: cancels(status),
    }
  }
}

/** Who the line belongs to: the customer's id, else phone, else e-mail, else name. The first letters keep the four apart. */
export function customerKey(line: Pick<ParsedLine, 'customerId' | 'phone' | 'email' | 'name'>): string {
  if (line.customerId !== null) return `id:${line.customerId}`
  if (line.phone !== null) return `phone:${line.phone}`
  if (line.email !== null) return `email:${line.email}`
  return `name:${(line.name ?? '').toLowerCase()}`
}

type Columns = Readonly<Record<ColumnRole, number>>

/** -1 for roles that the file doesn't have. */
function columnFinder({ columns }: ImportPlan): Columns {
  const index = (role: ColumnRole) => columns[role] ?? -1
  return {
    customerId: index('customerId'), customerName: index('customerName'), phone: index('phone'), email: index('email'),
    orderNumber: index('orderNumber'), date: index('date'), time: index('time'), amount: index('amount'), quantity: index('quantity'),
    price: index('price'), discount: index('discount'), productCode: index('productCode'), productName: index('productName'),
    category: index('category'), paymentMethod: index('paymentMethod'), shippingMethod: index('shippingMethod'),
    channel: index('channel'), country: index('country'), status: index('status'),
  }
}

/** A row that ends before it can say whose it is is too short. */
function firstIdentity(at: Columns): number {
  const present = [at.customerId, at.customerName, at.phone, at.email].filter((index) => index >= 0)
  return present.length > 0 ? Math.min(...present) : -1
}

/** What is wrong with a row before anything in it is read. */
function flawOf(cells: readonly string[], needed: number): SkipReason | null {
  let empty = true
  for (let i = 0; i < cells.length; i++) {
    const value = cells[i] ?? ''
    if (value.length > LONGEST_CELL) return 'too_long'
    if (empty && value.length > 0 && value.trim() !== '') empty = false
  }
  if (empty) return 'empty_row'
  return cells.length <= needed ? 'too_few_columns' : null
}

interface Identity {
  readonly customerId: string | null
  readonly name: string | null
  readonly phone: string | null
  readonly email: string | null
}

function identityReader(at: Columns, currency: string): (cells: readonly string[]) => Identity | null {
  const phone = phoneReader(COUNTRIES[currency] ?? 'IR')
  return (cells) => {
    const customerId = at.customerId < 0 ? null : customerNumber(cell(cells, at.customerId))
    const name = text(cells, at.customerName)
    const email = at.email < 0 ? null : mailbox(cell(cells, at.email))
    const call = at.phone < 0 ? null : phone(cell(cells, at.phone))
    return customerId === null && name === null && email === null && call === null ? null : { customerId, name, phone: call, email }
  }
}

/** Where a number without a country code is at home. */
const COUNTRIES: Readonly<Record<string, string>> = { IRR: 'IR', GBP: 'GB', USD: 'US', CAD: 'CA', AUD: 'AU', AED: 'AE', TRY: 'TR', INR: 'IN', IQD: 'IQ', AFN: 'AF' }

/** Remembers the last numbers: lines of one order follow each other, and the full parser is slow. */
function phoneReader(country: string): (value: string) => string | null {
  const known = new Map<string, string | null>()
  return (value) => {
    if (value === '') return null
    const seen = known.get(value)
    if (seen !== undefined) return seen
    // Spreadsheets turn 09121234567 into the number 9121234567.0.
    const phone = toE164(value.replace(/\.0+$/, ''), country)
    if (known.size > 50_000) known.clear()
    known.set(value, phone)
    return phone
  }
}

/** An id as the shop writes it: '17850.0' of a spreadsheet is 17850, leading zeros stay, a guest's 0 or '-' is none. */
function customerNumber(value: string): string | null {
  const id = withoutFloat(value)
  return id === '' || (id.length < 10 && NOBODY.test(id)) ? null : id
}

const NOBODY = /^(?:0+|-+|—|null|none|nan|n\/a|na|guest|undefined|مهمان|میهمان|ندارد)$/i

function orderNumber(value: string): string | null {
  const number = withoutFloat(value)
  return number === '' ? null : number
}

function withoutFloat(value: string): string {
  if (value === '') return value
  const plain = latinDigits(value)
  return plain.endsWith('.0') && /^\d+\.0$/.test(plain) ? plain.slice(0, -2) : plain
}

function mailbox(value: string): string | null {
  return value.includes('@') ? value.toLowerCase() : null
}

function momentReader(plan: ImportPlan, at: Columns, timeZone: string): (cells: readonly string[]) => Moment | SkipReason {
  const read = dateReader(plan.dateStyle, timeZone)
  return (cells) => {
    const date = cell(cells, at.date)
    if (date === '') return 'no_date'
    const time = at.time < 0 ? '' : cell(cells, at.time)
    return read(date, time === '' ? undefined : time) ?? 'bad_date'
  }
}

interface Worth {
  readonly amount: number | null
  readonly quantity: number | null
  readonly discount: number | null
}

/**
 * The line's amount: its own column, else quantity × price less a discount. A blank amount is zero where the row has an order number,
 * since many exports write an order's total on its first line only; without a number it is an error. Null result: not a number.
 */
function amountReader(plan: ImportPlan, at: Columns, currency: string): (cells: readonly string[], numbered: boolean) => Worth | null {
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

/** Files have a handful of status words; each is looked at once. */
function statusReader(): (status: string | null) => boolean {
  const known = new Map<string, boolean>()
  return (status) => {
    if (status === null) return false
    const seen = known.get(status)
    if (seen !== undefined) return seen
    if (known.size > 1000) known.clear()
    known.set(status, isCancelled(status))
    return isCancelled(status)
  }
}

function cell(cells: readonly string[], index: number): string {
  return index < 0 ? '' : (cells[index] ?? '').trim()
}

/** A cell as it is stored and shown; null when blank or absent. */
function text(cells: readonly string[], index: number): string | null {
  if (index < 0) return null
  const value = cells[index] ?? ''
  if (value === '') return null
  if (PLAIN.test(value)) return value
  const clean = tidy(value)
  return clean === '' ? null : clean
}

const PLAIN = /^[!-~]+(?: [!-~]+)*$/
