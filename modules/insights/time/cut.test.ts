import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { PurchaseHistory } from '#domain/orders'
import type { Calendar } from '#pure/calendar'
import { calendar, cellsOf, DAY, dateOf, dayOf, daysOf, lastDayOf, shop, sum, windowDays } from '../make.ts'
import { beginCells } from './domain-cells-fold.ts'
import { cellsKnow, cutOfCells, cutParts } from './domain-cut.ts'
import { beginCut } from './domain-cut-fold.ts'
import { cohortText, readCohort } from './domain-behind.ts'
import { GRAINS, type Grain, type Grid } from './domain-grains.ts'
import { streamOf, type Streamed } from './make.ts'

/* Everything is counted a second time, straight from the orders, with the calendars of the JavaScript engine. */

const grid = fc.record({ grain: fc.constantFrom(...GRAINS), calendar, weekStart: fc.constantFrom(1, 6, 7) })
const measure = fc.constantFrom('customers' as const, 'orders' as const, 'revenue' as const, 'margin' as const)
const SHOP_MARGIN = 0.25

function cutOf(
  customers: readonly Streamed[],
  over: Grid & { groups?: number; window?: number; from?: number; to?: number; most?: number },
) {
  const { groups = 0, window = 90, from = DAY - 1, to = DAY + 900, most = 1000, ...grid } = over
  const fold = beginCut(
    {
      ...grid,
      firstDay: DAY - 1,
      asOfDay: lastDayOf(customers),
      from,
      to,
      groups,
      windowDays: window,
      shopMargin: SHOP_MARGIN,
      mostRows: most,
      mostColumns: most,
      expected: customers.length,
    },
    () => undefined,
  )
  for (const piece of streamOf(customers)) fold.add(piece)
  return fold.end()
}

/** First days of the period that holds the day, and of the next. */
function periodOf(day: number, { grain, calendar, weekStart }: Grid): [start: number, next: number] {
  const date = dateOf(day, calendar)
  if (grain === 'day') return [day, day + 1]
  if (grain === 'week') {
    const start = dayOf(date.subtract({ days: (date.dayOfWeek - weekStart + 7) % 7 }))
    return [start, start + 7]
  }
  const length = { month: 1, quarter: 3, year: 12 }[grain]
  const first = date.with({ day: 1 }).subtract({ months: (date.month - 1) % length })
  return [dayOf(first), dayOf(first.add({ months: length }))]
}

const remembered = new Map<string, [number, number]>()
function period(day: number, grid: Grid): [number, number] {
  const key = `${day} ${grid.grain} ${grid.calendar} ${grid.weekStart}`
  const found = remembered.get(key) ?? periodOf(day, grid)
  remembered.set(key, found)
  return found
}

/** How many periods lie between those of two days. */
function between(first: number, later: number, grid: Grid): number {
  let count = 0
  for (let [, next] = period(first, grid); next <= later; [, next] = period(next, grid)) count++
  return count
}

function bruteCell(customers: readonly Streamed[], k: number, grid: Grid, measure: string): number {
  const purchases = customers.flatMap((customer) => {
    const [first = 0] = daysOf(customer)
    const amounts = Array.from(customer.amounts ?? [])
    const ratio = customer.amount === null || customer.amount === undefined ? SHOP_MARGIN : customer.amount / sum(amounts)
    return daysOf(customer).map((day, at) => ({ customer, k: between(first, day, grid), amount: amounts[at] ?? 0, ratio }))
  })
  const found = purchases.filter((each) => each.k === k)
  if (measure === 'customers') return new Set(found.map((each) => each.customer)).size
  if (measure === 'orders') return found.length
  return sum(found.map((each) => (measure === 'revenue' ? each.amount : each.amount * each.ratio)))
}

const close = (value: number | string, wanted: number) => expect(Math.abs(Number(value) - wanted)).toBeLessThanOrEqual(0.51)

test('each cell of a cut counts the purchases of its cohort in its period, at every grain, measure and calendar', () => {
  fc.assert(
    fc.property(shop, grid, measure, (customers, grid, measure) => {
      const buyers = customers.filter(({ days }) => days.length > 0)
      const asOfDay = lastDayOf(customers)
      const { rows } = cutParts(cutOf(customers, grid), { grid, measure, asOfDay, groups: null })
      const cohorts = Map.groupBy(buyers, (each) => period(daysOf(each)[0]!, grid)[0])
      expect(rows.map(({ id }) => id)).toEqual(
        [...cohorts.keys()].toSorted((a, b) => a - b).map((day) => dateOf(day, 'gregorian').toString({ calendarName: 'never' })),
      )
      for (const [at, start] of [...cohorts.keys()].toSorted((a, b) => a - b).entries()) {
        const row = rows[at]!
        expect(row.size).toBe(cohorts.get(start)!.length)
        expect(row.values).toHaveLength(between(start, asOfDay, grid) + 1)
        for (const k of [0, 1, row.values.length - 1])
          if (k < row.values.length) close(row.values[k]!, bruteCell(cohorts.get(start)!, k, grid, measure))
      }
    }),
    { numRuns: 40 },
  )
}, 20_000)

test('groups count their customers wherever they began, and say for how many a period has come', () => {
  fc.assert(
    fc.property(
      shop,
      grid,
      measure,
      fc.array(fc.constantFrom(0, 1, null), { minLength: 14, maxLength: 14 }),
      (shop, grid, measure, parts) => {
        const customers = shop.map((each, k): Streamed => ({ ...each, part: parts[k] ?? null, amount: k % 3 === 0 ? null : 1000 * k }))
        const asOfDay = lastDayOf(shop)
        const groups = ['a', 'b'].map((id) => ({ id, name: id, first: { by: 'channel' as const, id } }))
        const { rows } = cutParts(cutOf(customers, { ...grid, groups: 2 }), { grid, measure, asOfDay, groups })
        for (const row of rows) {
          const members = customers.filter(({ part, days }) => part === (row.id === 'a' ? 0 : 1) && days.length > 0)
          expect(row.size).toBe(members.length)
          for (const k of [0, 1, 2]) {
            const could = members.filter((each) => between(daysOf(each)[0]!, asOfDay, grid) >= k).length
            expect(row.eligible?.[k] ?? 0).toBe(could)
            if (could > 0) close(row.values[k]!, bruteCell(members, k, grid, measure))
          }
        }
      },
    ),
    { numRuns: 40 },
  )
}, 20_000)

test('retention at any grain is (E - N) / S', () => {
  fc.assert(
    fc.property(shop, grid, windowDays, (customers, grid, window) => {
      const asOfDay = lastDayOf(customers)
      const { retention } = cutParts(cutOf(customers, { ...grid, window }), { grid, measure: 'orders', asOfDay, groups: null })
      const current = (each: PurchaseHistory, at: number) => daysOf(each).some((day) => at - window <= day && day < at)
      for (const row of retention[0]!.periods) {
        const [start, next] = period(dayOf(Temporal.PlainDate.from(row.period)), grid)
        const end = Math.min(next, asOfDay + 1)
        const counted = (meets: (each: PurchaseHistory) => boolean) => customers.filter(meets).length
        const isNew = (each: PurchaseHistory) => current(each, end) && daysOf(each)[0]! >= start && daysOf(each)[0]! < end
        const [S, E, N] = [counted((each) => current(each, start)), counted((each) => current(each, end)), counted(isNew)]
        expect(row).toMatchObject({ start: S, end: E, new: N, complete: next <= asOfDay + 1, rate: S === 0 ? null : (E - N) / S })
        expect(row.retained).toBe(counted((each) => current(each, start) && current(each, end)))
      }
    }),
    { numRuns: 40 },
  )
}, 20_000)

test('kept cells say the same as a fold, where they say it', () => {
  fc.assert(
    fc.property(shop, grid, measure, windowDays, (customers, grid, measure, window) => {
      if (!cellsKnow(grid.grain, measure)) return
      const asOfDay = lastDayOf(customers)
      const folded = cutParts(cutOf(customers, { ...grid, window }), { grid, measure, asOfDay, groups: null })
      const kept = cutOfCells(cellsOf(customers, window, asOfDay), { grid, measure, asOfDay })
      expect(kept.rows).toEqual(folded.rows)
      expect(kept.gaps).toEqual(folded.gaps)
      const numbers = ({ periods }: (typeof kept.retention)[number]) =>
        periods.map(({ index, start, end, new: gained, retained }) => [index, start, end, gained, retained])
      expect(kept.retention.map(numbers)).toEqual(folded.retention.map(numbers))
    }),
  )
}, 20_000)

test('cells of a stream are the cells that are kept, and leave out what came after their day', () => {
  fc.assert(
    fc.property(shop, windowDays, fc.nat(900), (customers, windowDays, back) => {
      const asOfDay = lastDayOf(customers) - back
      const fold = beginCells({ windowDays, calendars: ['gregorian'], asOfDay, expected: 1 }, () => undefined)
      for (const piece of streamOf(customers)) fold.add(piece)
      const until = (days: ArrayLike<number>, amounts: ArrayLike<number>) => Array.from(amounts).filter((_, k) => days[k]! <= asOfDay)
      const earlier = customers.map(({ days, amounts, refundDays, refundAmounts }) => ({
        days: until(days, days),
        amounts: until(days, amounts!),
        refundDays: until(refundDays, refundDays),
        refundAmounts: until(refundDays, refundAmounts!),
      }))
      const { nth, gapAny, gregorian } = cellsOf(earlier, windowDays, asOfDay)
      const made = fold.end()
      const asked = {
        grid: { grain: 'month' as Grain, calendar: 'gregorian' as Calendar, weekStart: 1 },
        measure: 'revenue' as const,
        asOfDay,
      }
      expect(made.nth).toEqual(nth)
      expect(made.gapAny).toEqual(gapAny)
      expect(cutOfCells(made, asked).rows).toEqual(cutOfCells({ ...made, gregorian }, asked).rows)
    }),
    { numRuns: 40 },
  )
}, 20_000)

test('a page shows the latest cohorts and only as many as it can', () => {
  const grid: Grid = { grain: 'day', calendar: 'gregorian', weekStart: 1 }
  const customers = Array.from({ length: 30 }, (_, k) => ({ days: [DAY + k], amounts: [100], refundDays: [], refundAmounts: [] }))
  const { rows } = cutParts(cutOf(customers, { ...grid, most: 10 }), { grid, measure: 'orders', asOfDay: DAY + 29, groups: null })
  expect(rows.map(({ index }) => index)).toEqual(Array.from({ length: 10 }, (_, k) => DAY + 20 + k))
  const earlier = cutParts(cutOf(customers, { ...grid, most: 10, from: DAY, to: DAY + 3 }), {
    grid,
    measure: 'orders',
    asOfDay: DAY + 29,
    groups: null,
  })
  expect(earlier.rows.map(({ index, values }) => [index, values.length])).toEqual([0, 1, 2, 3].map((k) => [DAY + k, 10]))
})

test('what a cell asks for is read as it was written, and nonsense is not', () => {
  const group = { by: 'channel' as const, id: 'وب:سایت=۱' }
  const whole = { grain: 'week', calendar: 'persian', index: -12, group, from: '2025-01-01', to: null, after: 3 } as const
  expect(readCohort(cohortText(whole))).toEqual(whole)
  expect(readCohort('month:gregorian:24300:2')).toMatchObject({ index: 24_300, after: 2, group: null })
  for (const text of [
    '',
    'month',
    'month:julian:1:1',
    'month:gregorian:x:1',
    'month:gregorian:1:-1',
    'month:gregorian:*:1:shoe=1',
    'month:gregorian:*:1:channel=%',
  ])
    expect(readCohort(text)).toBeNull()
})
