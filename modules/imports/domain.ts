import type { ImportPlan, SkipReason } from './api.ts'
import { cell, columnFinder, text, withoutFloat, type Columns } from './domain-cells.ts'
import { dateReader, type Moment } from './domain-dates.ts'
import { identityReader } from './domain-identity.ts'
import { isCancelled } from './domain-status.ts'
import { worthReader } from './domain-worth.ts'

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
  const worth = worthReader(plan, at, place.currency)
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
      line,
      customerId: identity.customerId,
      name: identity.name,
      phone: identity.phone,
      email: identity.email,
      number,
      at: moment.at,
      day: moment.day,
      amount: money.amount,
      quantity: money.quantity,
      discount: money.discount,
      productCode: text(cells, at.productCode),
      productName: text(cells, at.productName),
      category: text(cells, at.category),
      paymentMethod: text(cells, at.paymentMethod),
      shippingMethod: text(cells, at.shippingMethod),
      channel: text(cells, at.channel),
      country: text(cells, at.country),
      status,
      cancelled: cancels(status),
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

function orderNumber(value: string): string | null {
  const number = withoutFloat(value)
  return number === '' ? null : number
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
