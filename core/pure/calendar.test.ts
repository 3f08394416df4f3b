import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  dateParts,
  dayOfDate,
  dayOfIso,
  firstDayOfMonth,
  isoOfDay,
  monthIndex,
  periodIndex,
  periodKey,
  periodStart,
  weekdayOf,
  weekStartOf,
} from './calendar.ts'

const DAY_MS = 86_400_000
const persian = new Intl.DateTimeFormat('en-u-ca-persian-nu-latn', { timeZone: 'UTC', year: 'numeric', month: 'numeric', day: 'numeric' })
const anyDay = fc.integer({ min: -90_000, max: 90_000 })

test('Persian dates are those of Intl from 1723 to 2216', () => {
  fc.assert(
    fc.property(anyDay, (day) => {
      const parts = new Map(persian.formatToParts(day * DAY_MS).map(({ type, value }) => [type, Number(value)]))
      expect(dateParts('persian', day)).toEqual({ year: parts.get('year'), month: parts.get('month'), day: parts.get('day') })
    }),
    { numRuns: 3000 },
  )
})

test('every Persian new year from 1200 to 1580 is that of Intl', () => {
  for (let year = 1200; year < 1580; year++) {
    const day = dayOfDate('persian', year, 1, 1) ?? 0
    expect(persian.format(day * DAY_MS)).toContain(`1/1/${year}`)
  }
})

test('Gregorian dates are those of Date', () => {
  fc.assert(
    fc.property(anyDay, (day) => {
      const date = new Date(day * DAY_MS)
      expect(dateParts('gregorian', day)).toEqual({ year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() })
      expect(isoOfDay(day)).toBe(date.toISOString().slice(0, 10))
      expect(dayOfIso(isoOfDay(day))).toBe(day)
    }),
  )
})

test('a date and its day say the same in both calendars', () => {
  fc.assert(
    fc.property(anyDay, fc.constantFrom('gregorian' as const, 'persian' as const), (day, calendar) => {
      const { year, month, day: date } = dateParts(calendar, day)
      expect(dayOfDate(calendar, year, month, date)).toBe(day)
      const index = monthIndex(calendar, day)
      expect(firstDayOfMonth(calendar, index)).toBe(day - date + 1)
      expect(periodStart(calendar, 'year', periodIndex('year', index))).toBeLessThanOrEqual(day)
    }),
  )
})

test('dates that do not exist are refused', () => {
  expect(dayOfDate('persian', 1400, 12, 30)).toBeNull()
  expect(dayOfDate('persian', 1399, 12, 30)).not.toBeNull()
  expect(dayOfDate('gregorian', 2023, 2, 29)).toBeNull()
  expect(dayOfDate('gregorian', 2024, 13, 1)).toBeNull()
  expect(dayOfIso('2024-1-1')).toBeNull()
})

test('periods have keys in the years of their calendar', () => {
  const month = monthIndex('persian', dayOfDate('persian', 1389, 9, 10) ?? 0)
  expect(periodKey('month', month)).toBe('1389-09')
  expect(periodKey('quarter', periodIndex('quarter', month))).toBe('1389-Q3')
  expect(periodKey('year', periodIndex('year', month))).toBe('1389')
})

test('a week from Saturday begins on a Saturday no more than six days before', () => {
  fc.assert(
    fc.property(anyDay, fc.integer({ min: 1, max: 7 }), (day, weekStart) => {
      const start = weekStartOf(day, weekStart)
      expect(weekdayOf(start)).toBe(weekStart)
      expect(day - start).toBeGreaterThanOrEqual(0)
      expect(day - start).toBeLessThan(7)
    }),
  )
  expect(weekdayOf(dayOfIso('2026-11-21') ?? 0)).toBe(6)
})
