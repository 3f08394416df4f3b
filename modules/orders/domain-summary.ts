import { firstMonthOfPeriod, periodIndex, periodStart } from '#pure/calendar'
import type { Calendar, PeriodKind } from '#pure/calendar'
import type { PurchaseHistory } from './domain.ts'
import { coverDays } from './domain-rules.ts'
import type { BookRules, MonthTable } from './domain-rules.ts'

/** A customer's months in one calendar. Bit k of a map is bit k % 8 (from the least significant) of byte k / 8, as get_bit() of PostgreSQL counts. */
export interface CalendarSummary {
  /** Month index of the first purchase. */
  readonly firstMonth: number
  /** Bit k: bought in the month k after the first. */
  readonly active: Uint8Array
  /** Bit k: current at the start of the month k after the first, in the future too as far as the window reaches. */
  readonly current: Uint8Array
}

/** The row of `customers_summaries` of one customer; days and calendars are null without a purchase. */
export interface CustomerSummary {
  readonly purchases: number
  /** Minor units; null where the data carry no amounts. */
  readonly revenue: bigint | null
  readonly refunds: number
  readonly refunded: bigint | null
  readonly firstDay: number | null
  readonly lastDay: number | null
  readonly returnDays: number | null
  /** Mean days between purchases; null before the second. */
  readonly gapDays: number | null
  readonly gregorian: CalendarSummary | null
  readonly persian: CalendarSummary | null
}

/** 1 where the customer counts in the running period: current at its end, gained in it and current at its end, current at its start and its end. */
export interface RunningCounts {
  readonly end: 0 | 1
  readonly gained: 0 | 1
  readonly kept: 0 | 1
}

/** A customer's summary from the whole history. */
export function summaryOf(history: PurchaseHistory, rules: BookRules): CustomerSummary {
  const { days, amounts, refundDays, refundAmounts } = history
  const count = days.length
  const first = days[0] ?? null
  const last = days[count - 1] ?? null
  return {
    purchases: count,
    revenue: amounts === null ? null : exactSum(amounts),
    refunds: refundDays.length,
    refunded: refundAmounts === null ? null : exactSum(refundAmounts),
    firstDay: first,
    lastDay: last,
    returnDays: first !== null && count > 1 ? days[1]! - first : null,
    gapDays: first !== null && last !== null && count > 1 ? (last - first) / (count - 1) : null,
    gregorian: count === 0 ? null : calendarSummary(days, rules.gregorian, rules.windowDays),
    persian: count === 0 ? null : calendarSummary(days, rules.persian, rules.windowDays),
  }
}

/** The period that is running at the end of `asOfDay`. */
export interface RunningPeriod {
  readonly asOfDay: number
  readonly calendar: Calendar
  readonly period: PeriodKind
}

/** How the customer counts in a running period that ends no earlier than the customer's last purchase. */
export function runningCounts(summary: CustomerSummary, rules: BookRules, { asOfDay, calendar, period }: RunningPeriod): RunningCounts {
  const months = summary[calendar]
  if (months === null || summary.firstDay === null || summary.lastDay === null) return NOT_COUNTED
  if (summary.lastDay < asOfDay + 1 - rules.windowDays) return NOT_COUNTED
  const table = rules[calendar]
  coverDays(table, asOfDay, asOfDay)
  const index = periodIndex(period, table.months[asOfDay - table.firstDay]!)
  if (summary.firstDay >= periodStart(calendar, period, index)) return GAINED
  return hasBit(months.current, firstMonthOfPeriod(period, index) - months.firstMonth) ? KEPT : WON_BACK
}

const NOT_COUNTED: RunningCounts = { end: 0, gained: 0, kept: 0 }
const GAINED: RunningCounts = { end: 1, gained: 1, kept: 0 }
const KEPT: RunningCounts = { end: 1, gained: 0, kept: 1 }
const WON_BACK: RunningCounts = { end: 1, gained: 0, kept: 0 }

function calendarSummary(days: ArrayLike<number>, table: MonthTable, windowDays: number): CalendarSummary {
  const count = days.length
  const last = days[count - 1]!
  coverDays(table, days[0]!, last + windowDays)
  const { firstDay, months, firstMonth: tableMonth, starts } = table
  const firstMonth = months[days[0]! - firstDay]!
  const active = emptyBits(months[last - firstDay]! - firstMonth + 1)
  const current = emptyBits(months[last + windowDays - firstDay]! - firstMonth + 1)
  let boundary = firstMonth + 1
  for (let k = 0; k < count; k++) {
    const month = months[days[k]! - firstDay]!
    setBit(active, month - firstMonth)
    if (boundary <= month) boundary = month + 1
    for (; starts[boundary - tableMonth]! - windowDays <= days[k]!; boundary++) setBit(current, boundary - firstMonth)
  }
  return { firstMonth, active, current }
}

function exactSum(amounts: ArrayLike<number>): bigint {
  let sum = 0
  let carried = 0n
  for (let k = 0; k < amounts.length; k++) {
    const amount = amounts[k]!
    if (sum + amount < 2 ** 52) sum += amount
    else {
      carried += BigInt(sum) + BigInt(amount)
      sum = 0
    }
  }
  return carried + BigInt(sum)
}

function emptyBits(count: number): Uint8Array {
  return new Uint8Array((count + 7) >> 3)
}

function setBit(bits: Uint8Array, at: number): void {
  bits[at >> 3]! |= 1 << (at & 7)
}

function hasBit(bits: Uint8Array, at: number): boolean {
  return at >= 0 && (((bits[at >> 3] ?? 0) >> (at & 7)) & 1) === 1
}
