import * as z from 'zod'
import { historyReader } from '#domain/orders'
import { weekdayOf } from '#pure/calendar'
import type { HabitsReport } from './api.ts'

/** Days with a purchase that a customer needs before a weekday can be a habit. */
export const LEAST_DAYS = 4
/** Fewer customers than these tell nothing. */
const LEAST_CUSTOMERS = 30
/** 97.5th percentile of the normal distribution. */
const Z = 1.959963984540054

export const HabitsInput = z.object({ asOfDay: z.int(), expected: z.int() })
export type HabitsInput = z.infer<typeof HabitsInput>

/** What the histories say of weekdays, before it is judged. */
export const HabitSums = z.object({
  /** Days with a purchase by weekday, Monday first, of the customers looked at. */
  days: z.array(z.number()),
  /** How many customers have n days with a purchase, by n. */
  sizes: z.array(z.tuple([z.int(), z.int()])),
  /** Customers more than half of whose days fall on one weekday, by that weekday. */
  habitual: z.array(z.int()),
})
export type HabitSums = z.infer<typeof HabitSums>

/** Counts customers with a weekday of their own over the histories that come; several purchases of one day are one. */
export function beginHabits({ asOfDay, expected }: HabitsInput, tell: (share: number) => void) {
  const days = Array.from({ length: 7 }, () => 0)
  const habitual = Array.from({ length: 7 }, () => 0)
  const sizes = new Map<number, number>()
  const own = new Int32Array(7)
  const reader = historyReader(({ history }) => {
    own.fill(0)
    let size = 0
    let before = Number.NaN
    for (const day of history.days) {
      if (day > asOfDay) break
      if (day === before) continue
      before = day
      own[weekdayOf(day) - 1]! += 1
      size++
    }
    if (size < LEAST_DAYS) return
    sizes.set(size, (sizes.get(size) ?? 0) + 1)
    for (let at = 0; at < 7; at++) {
      days[at]! += own[at]!
      if (own[at]! * 2 > size) habitual[at]! += 1
    }
  })
  return {
    add: (bytes: Uint8Array) => {
      reader.push(bytes)
      tell(Math.min(1, reader.count() / Math.max(1, expected)))
    },
    end: (): HabitSums => ({ days, sizes: [...sizes], habitual }),
  }
}

/**
 * How many customers keep to one weekday, against how many would if each of their days fell on weekdays as those of all customers do:
 * the sum over customers of P(one weekday has more than half of n days), exact, as no two weekdays can. The interval is of the share seen
 * over the share expected, by the normal approximation of a sum of unequal trials.
 */
export function habitsReport({ days, sizes, habitual }: HabitSums, weekStart: number): HabitsReport {
  const total = days.reduce((sum, each) => sum + each, 0)
  const shares = days.map((each) => (total === 0 ? 0 : each / total))
  let customers = 0
  let expected = 0
  let variance = 0
  for (const [size, count] of sizes) {
    const chance = Math.min(
      1,
      shares.reduce((sum, share) => sum + majorityChance(size, share), 0),
    )
    customers += count
    expected += count * chance
    variance += count * chance * (1 - chance)
  }
  const found = habitual.reduce((sum, each) => sum + each, 0)
  const half = Z * Math.sqrt(Math.max(variance, found * (1 - found / Math.max(1, customers))))
  const per = (count: number) => (customers === 0 ? null : Math.min(1, Math.max(0, count) / customers))
  return {
    least: LEAST_DAYS,
    customers,
    habitual: found,
    expected,
    share: per(found),
    expectedShare: per(expected),
    low: per(found - half),
    high: per(found + half),
    verdict: customers < LEAST_CUSTOMERS ? 'tooFew' : found - half > expected ? 'more' : found + half < expected ? 'fewer' : 'unclear',
    weekdays: Array.from({ length: 7 }, (_, k) => {
      const weekday = ((weekStart - 1 + k) % 7) + 1
      return { weekday, customers: habitual[weekday - 1] ?? 0 }
    }),
  }
}

/** P(more than half of n days fall on a weekday that each falls on with this share): the upper tail of a binomial distribution. */
export function majorityChance(n: number, share: number): number {
  if (share <= 0) return 0
  if (share >= 1) return 1
  const least = Math.floor(n / 2) + 1
  // The logarithm of each term: the first may be far below the least number a double holds.
  let term = logChoose(n, least) + least * Math.log(share) + (n - least) * Math.log1p(-share)
  const odds = Math.log(share) - Math.log1p(-share)
  let sum = 0
  for (let k = least; k <= n; k++) {
    sum += Math.exp(term)
    term += Math.log((n - k) / (k + 1)) + odds
  }
  return Math.min(1, sum)
}

function logChoose(n: number, k: number): number {
  let sum = 0
  for (let each = 1; each <= k; each++) sum += Math.log((n - k + each) / each)
  return sum
}
