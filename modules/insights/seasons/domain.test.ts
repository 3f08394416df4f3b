import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cellsFromRows } from '#domain/orders'
import { dayOfIso, isoOfDay, weekdayOf } from '#pure/calendar'
import type { Calendar } from '#pure/calendar'
import { DAY, dateOf, sum } from '../make.ts'
import { type Measure, SeasonsReport } from './api.ts'
import { seasonsReport } from './domain.ts'
import { eventDays } from './domain-events.ts'

interface Bought {
  readonly day: number
  readonly first: number
  readonly orders: number
  readonly amount: number
  readonly returns: number
}

const bought: fc.Arbitrary<Bought> = fc.record({
  day: fc.integer({ min: DAY, max: DAY + 900 }),
  first: fc.nat(5),
  orders: fc.integer({ min: 1, max: 9 }),
  amount: fc.nat(1e6),
  returns: fc.nat(4),
})
const shop = fc.array(bought, { minLength: 1, maxLength: 80 })
const calendars = fc.constantFrom<Calendar>('gregorian', 'persian')
const measures = fc.constantFrom<Measure>('purchases', 'revenue', 'newCustomers', 'returns')
const weekStarts = fc.integer({ min: 1, max: 7 })
const valueOf = (each: Bought, measure: Measure) =>
  ({ purchases: each.orders, revenue: each.amount, newCustomers: each.first, returns: each.returns })[measure]

function report(days: readonly Bought[], over: { calendar?: Calendar; measure?: Measure; weekStart?: number; asOf?: number } = {}) {
  const { calendar = 'gregorian', measure = 'purchases', weekStart = 1, asOf = Math.max(...days.map(({ day }) => day)) } = over
  const row = (kind: string, x: number, [customers = 0, orders = 0, amount = 0]: number[]) => ({
    kind,
    x,
    y: 0,
    customers: BigInt(customers),
    orders: BigInt(Math.round(orders)),
    amount: BigInt(amount),
  })
  const cells = cellsFromRows(
    days.flatMap(({ day, first, orders, amount, returns }) => [
      row('day', day, [first, orders, amount]),
      row('day:return', day, [returns]),
    ]),
  )
  return SeasonsReport.parse(seasonsReport(cells, { asOfDay: asOf, calendar, measure, currency: 'EUR', hasAmounts: true, weekStart }))
}

/** So many purchases on every day from DAY on. */
const steady = (length: number, ordersOn: (day: number) => number): Bought[] =>
  Array.from({ length }, (_, k) => ({ day: DAY + k, first: 0, orders: ordersOn(DAY + k), amount: 0, returns: 0 }))
const day = (iso: string) => dayOfIso(iso) ?? 0

test('each complete month holds what was bought on its days, and only complete months are shown', () => {
  fc.assert(
    fc.property(shop, calendars, measures, (days, calendar, measure) => {
      const { months } = report(days, { calendar, measure })
      const from = Math.min(...days.map((each) => each.day))
      const to = Math.max(...days.map((each) => each.day))
      const wanted: { index: number; value: number }[] = []
      let start = dateOf(from, calendar).with({ day: 1 })
      for (; Temporal.PlainDate.compare(start, dateOf(to, calendar)) <= 0; start = start.add({ months: 1 })) {
        const [first, last] = [
          day(start.withCalendar('iso8601').toString()),
          day(start.add({ months: 1 }).withCalendar('iso8601').toString()) - 1,
        ]
        if (first < from || last > to) continue
        const value = sum(days.filter((each) => each.day >= first && each.day <= last).map((each) => valueOf(each, measure)))
        wanted.push({ index: start.year * 12 + start.month - 1, value })
      }
      expect(months.map(({ index, value }) => ({ index, value }))).toEqual(wanted)
    }),
    { numRuns: 60 },
  )
})

test('each weekday holds what was bought on it in whole weeks, in the order of the shop’s week', () => {
  fc.assert(
    fc.property(shop, measures, weekStarts, (days, measure, weekStart) => {
      const { weekdays } = report(days, { measure, weekStart })
      let from = Math.min(...days.map((each) => each.day))
      let to = Math.max(...days.map((each) => each.day))
      while (weekdayOf(from) !== weekStart) from++
      while (weekdayOf(to + 1) !== weekStart) to--
      const value = (weekday: number) =>
        sum(
          days
            .filter((each) => each.day >= from && each.day <= to && weekdayOf(each.day) === weekday)
            .map((each) => valueOf(each, measure)),
        )
      const order = Array.from({ length: 7 }, (_, k) => ((weekStart - 1 + k) % 7) + 1)
      expect(weekdays.map((each) => [each.weekday, each.value])).toEqual(order.map((weekday) => [weekday, value(weekday)]))
    }),
    { numRuns: 100 },
  )
})

test('the cells of weekday and month add up to the complete months', () => {
  fc.assert(
    fc.property(shop, calendars, (days, calendar) => {
      const { grid, months } = report(days, { calendar })
      expect(sum(grid.map((cell) => (cell.perDay ?? 0) * cell.days))).toBeCloseTo(sum(months.map(({ value }) => value)), 6)
    }),
    { numRuns: 60 },
  )
})

describe('against the shop’s own trend', () => {
  const growing = steady(365 * 4, (at) => 1000 * 2 ** ((at - DAY) / 365))

  test('a shop that only grows has no seasons', () => {
    const { method, profile } = report(growing)
    expect(method).toBe('trend')
    for (const { index } of profile) expect(index).toBeCloseTo(1, 1)
  })

  test('a month that is twice the others is, whatever the growth', () => {
    const double = growing.map((each) => (dateOf(each.day, 'gregorian').month === 12 ? { ...each, orders: each.orders * 2 } : each))
    const { profile } = report(double)
    const others = sum(profile.slice(0, 11).map(({ index }) => index ?? 0)) / 11
    expect((profile[11]?.index ?? 0) / others).toBeCloseTo(2, 1)
  })

  test('with less than two years the report says that growth may be in it', () => {
    expect(report(steady(500, () => 5)).method).toBe('plain')
  })
})

describe('events', () => {
  const noise = (at: number) => 20 + ((at * 7919) % 7)

  test('a doubled Nowruz is seen; the same days of a shop that did nothing are not', () => {
    const nowruz = (at: number) => isoOfDay(at) >= '2012-03-20' && isoOfDay(at) <= '2012-04-01'
    const doubled = report(
      steady(800, (at) => noise(at) * (nowruz(at) ? 2 : 1)),
      { calendar: 'persian' },
    )
    const event = doubled.events.find(({ id, from }) => id === 'nowruz' && from === '2012-03-20')
    expect(event).toMatchObject({ to: '2012-04-01', days: 13, verdict: 'more' })
    expect(event?.ratio).toBeCloseTo(2, 1)
    const plain = report(steady(800, noise), { calendar: 'persian' })
    expect(plain.events.filter(({ verdict }) => verdict === 'more' || verdict === 'fewer')).toEqual([])
    expect(plain.events.length).toBeGreaterThan(10)
  })

  test('an event of the lunar year that falls into Nowruz is not judged by what Nowruz did', () => {
    // From 2023 to 2025 Ramadan lay in the weeks before or after Nowruz.
    const from = day('2022-05-10')
    const days = Array.from({ length: 1100 }, (_, k) => ({ day: from + k, first: 0, orders: noise(k), amount: 0, returns: 0 }))
    const verdicts = (calendar: Calendar) =>
      report(days, { calendar })
        .events.filter(({ id }) => id === 'ramadan')
        .map(({ verdict }) => verdict)
    expect(verdicts('persian')).toEqual(['mixed', 'mixed', 'mixed'])
    expect(verdicts('gregorian')).toEqual(['unclear', 'unclear', 'unclear'])
    expect(report(days, { calendar: 'persian' }).pooled.find(({ id }) => id === 'ramadan')).toMatchObject({ verdict: 'mixed', years: 3 })
  })

  test('a shop with a handful of purchases is told that there are too few', () => {
    const { pooled, enough } = report(
      steady(800, (at) => (at % 40 === 0 ? 1 : 0)),
      { calendar: 'persian' },
    )
    expect(enough).toBe(false)
    expect(pooled.every(({ verdict }) => verdict === 'tooFew')).toBe(true)
  })

  test('an event that the shop has not wholly lived through is left out', () => {
    const from = DAY
    const { events } = report(steady(800, noise), { calendar: 'persian', asOf: day('2012-03-25') })
    expect(events.every((each) => day(each.from) >= from && each.to <= '2012-03-25')).toBe(true)
    expect(events.some((each) => each.id === 'nowruz' && each.from === '2012-03-20')).toBe(false)
  })

  test.each([
    ['blackFriday', '2024-11-25', '2024-12-02'],
    ['blackFriday', '2019-11-25', '2019-12-02'],
    ['yalda', '2024-12-14', '2024-12-20'],
    ['beforeNowruz', '2025-02-28', '2025-03-20'],
    ['ramadan', '2024-03-11', '2024-04-09'],
    ['eidFitr', '2024-04-04', '2024-04-10'],
    ['eidAdha', '2024-06-10', '2024-06-16'],
    ['mothersDay', '2023-12-27', '2024-01-02'],
  ] as const)('%s runs from %s to %s', (id, from, to) => {
    expect(eventDays(id, day(from), day(to)).map((each) => [isoOfDay(each.from), isoOfDay(each.to)])).toContainEqual([from, to])
  })
})
