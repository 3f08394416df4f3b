import fc from 'fast-check'
import { expect, test } from 'vitest'
import { firstDayOfHijriMonth, hijriParts } from './calendar-hijri.ts'
import { isoOfDay } from './calendar.ts'

test.each([
  [1440, 9, '2019-05-06'],
  [1441, 9, '2020-04-24'],
  [1442, 9, '2021-04-13'],
  [1443, 9, '2022-04-02'],
  [1444, 9, '2023-03-23'],
  [1445, 9, '2024-03-11'],
  [1446, 9, '2025-03-01'],
  [1444, 10, '2023-04-21'],
  [1445, 10, '2024-04-10'],
  [1446, 10, '2025-03-30'],
])('the month %i/%i begins on the published %s', (year, month, date) => {
  expect(isoOfDay(firstDayOfHijriMonth(year, month))).toBe(date)
})

test.each([
  [1444, '2023-06-28'],
  [1445, '2024-06-16'],
  [1446, '2025-06-06'],
])('the feast of sacrifice of %i is on the published %s', (year, date) => {
  expect(isoOfDay(firstDayOfHijriMonth(year, 12) + 9)).toBe(date)
})

test('the first day of the month that holds a day lies as many days before it as its date says', () => {
  fc.assert(
    fc.property(fc.integer({ min: -15_000, max: 40_000 }), (day) => {
      const { year, month, day: date } = hijriParts(day)
      expect(firstDayOfHijriMonth(year, month)).toBe(day - date + 1)
    }),
    { numRuns: 200 },
  )
})
