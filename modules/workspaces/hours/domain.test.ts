import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { dayOfDate, dateParts, weekdayOf } from '#pure/calendar'
import { offsetAt } from '#pure/zone'
import { iranHolidays, iranHolidaysBetween } from './domain-iran.ts'
import { isOpenAt, nextOpening, openMinutesBetween, refusalOfWeek, type Hours, type Span } from './domain.ts'

const MINUTE = 60_000
const DAY = 86_400_000
const at = (text: string) => Date.parse(text)
const weekdays = (opens: number, closes: number): Span[] => [1, 2, 3, 4, 5].map((day) => ({ day, opens, closes }))
const hours = (over: Partial<Hours>): Hours => ({ timeZone: 'Europe/London', week: [], closedDays: new Set(), closures: [], ...over })

describe('opening hours', () => {
  test('a split shift closes at noon, and a shift over midnight belongs to the day on which it begins', () => {
    const shop = hours({ week: [...weekdays(540, 720), ...weekdays(840, 1080), { day: 6, opens: 1200, closes: 1560 }] })
    expect(isOpenAt(shop, at('2026-01-05T09:00:00Z'))).toBe(true)
    expect(isOpenAt(shop, at('2026-01-05T12:00:00Z'))).toBe(false)
    expect(nextOpening(shop, at('2026-01-05T12:00:00Z'))).toBe(at('2026-01-05T14:00:00Z'))
    expect(isOpenAt(shop, at('2026-01-11T01:59:00Z'))).toBe(true)
    const closedSaturday = { ...shop, closedDays: new Set([at('2026-01-10') / DAY]) }
    expect(isOpenAt(closedSaturday, at('2026-01-11T01:59:00Z'))).toBe(false)
    const closedSunday = { ...shop, closedDays: new Set([at('2026-01-11') / DAY]) }
    expect(isOpenAt(closedSunday, at('2026-01-11T01:59:00Z'))).toBe(true)
  })

  test('a night shift is an hour shorter when clocks go forward and an hour longer when they go back', () => {
    const night = hours({ week: [{ day: 6, opens: 1320, closes: 1800 }] })
    expect(openMinutesBetween(night, at('2026-03-28T12:00:00Z'), at('2026-03-29T12:00:00Z'))).toBe(420)
    expect(openMinutesBetween(night, at('2026-10-24T12:00:00Z'), at('2026-10-25T12:00:00Z'))).toBe(540)
  })

  test('who never opens has no next opening', () => {
    expect(nextOpening(hours({}), at('2026-01-05T12:00:00Z'))).toBeNull()
  })

  test('a week says each minute of a day once, and nothing backwards', () => {
    expect(refusalOfWeek([{ day: 1, opens: 600, closes: 600 }])).toBe('workspaces-hours.bad_span')
    expect(refusalOfWeek([{ day: 1, opens: 600, closes: 2041 }])).toBe('workspaces-hours.bad_span')
    expect(refusalOfWeek([...weekdays(540, 720), { day: 2, opens: 700, closes: 800 }])).toBe('workspaces-hours.overlap')
    expect(refusalOfWeek([...weekdays(540, 720), ...weekdays(720, 800)])).toBeNull()
  })

  test('agree with counting every minute, whatever clocks do', () => {
    const span = fc
      .record({ day: fc.integer({ min: 1, max: 7 }), opens: fc.integer({ min: 0, max: 1439 }), length: fc.integer({ min: 1, max: 1440 }) })
      .map(({ day, opens, length }) => ({ day, opens, closes: opens + length }))
    // Days around changes of the clock in London (2026), Tehran (2021), and one without any.
    const place = fc.constantFrom(
      ['Europe/London', '2026-03-27T12:00:00Z'] as const,
      ['Europe/London', '2026-10-23T12:00:00Z'] as const,
      ['Asia/Tehran', '2021-03-20T12:00:00Z'] as const,
      ['Asia/Tehran', '2021-09-20T12:00:00Z'] as const,
      ['America/New_York', '2026-06-01T12:00:00Z'] as const,
    )
    const minutes = fc.integer({ min: 0, max: 4 * 1440 })
    fc.assert(
      fc.property(place, fc.array(span, { maxLength: 5 }), minutes, fc.integer({ min: 0, max: 1500 }), fc.nat(5), fc.nat(5), (...given) => {
        const [[timeZone, begin], week, skip, length, closedDay, closureDay] = given
        const today = Math.floor(at(begin) / DAY)
        const closure = { from: (today + closureDay) * DAY + 600 * MINUTE, till: (today + closureDay) * DAY + 700 * MINUTE }
        const shop: Hours = { timeZone, week, closedDays: new Set([today + closedDay]), closures: [closure] }
        const from = at(begin) + skip * MINUTE
        const open = Array.from({ length }, (_, k) => from + k * MINUTE).filter((instant) => openByClock(shop, instant))
        expect(openMinutesBetween(shop, from, from + length * MINUTE)).toBe(open.length)
        const next = nextOpening(shop, from)
        if (open[0] !== undefined) expect(next).toBe(open[0])
        else if (next !== null) expect(next).toBeGreaterThanOrEqual(from + length * MINUTE)
        expect(isOpenAt(shop, from)).toBe(openByClock(shop, from))
      }),
      { numRuns: 150 },
    )
  })
})

/** Looks at the clock on the wall and reads the sign on the door. */
function openByClock({ timeZone, week, closedDays, closures }: Hours, instant: number): boolean {
  const wall = instant + offsetAt(instant, timeZone)
  if (closures.some(({ from, till }) => wall >= from && wall < till)) return false
  const day = Math.floor(wall / DAY)
  const minute = Math.floor((wall - day * DAY) / MINUTE)
  const begunOn = (begun: number, read: number) =>
    !closedDays.has(begun) && week.some((span) => span.day === weekdayOf(begun) && read >= span.opens && read < span.closes)
  return begunOn(day, minute) || begunOn(day - 1, minute + 1440)
}

describe('the official holidays of Iran', () => {
  const listed = (year: number) =>
    iranHolidays(year).map(({ day, name }) => {
      const { month, day: date } = dateParts('persian', day)
      return `${month}/${date} ${name}`
    })
  const SOLAR = ['1/1 nowruz', '1/2 nowruz', '1/3 nowruz', '1/4 nowruz', '1/12 republic_day', '1/13 nature_day', '3/14 khomeini']
  const solar = [...SOLAR, '3/15 khordad_15', '11/22 revolution', '12/29 oil']

  test('are those of the official calendar of 1404', () => {
    const lunar = ['1/11 fitr', '1/12 fitr_2', '2/4 sadeq', '3/16 qorban', '3/24 ghadir', '4/14 tasua', '4/15 ashura', '5/23 arbaeen']
    const later = ['5/31 prophet_death', '6/2 reza', '6/10 askari', '6/19 prophet_birth', '9/3 fatemeh', '10/13 ali_birth', '10/27 mabas']
    const ramadan = ['1/2 ali_death', '11/15 mahdi', '12/20 ali_death']
    expect(listed(1404).toSorted()).toEqual([...solar, ...lunar, ...later, ...ramadan].toSorted())
  })

  test('are those of the official calendar of 1405, with two feasts of Fitr', () => {
    const lunar = ['1/1 fitr', '1/2 fitr_2', '1/25 sadeq', '3/6 qorban', '3/14 ghadir', '4/3 tasua', '4/4 ashura', '5/13 arbaeen']
    const later = ['5/21 prophet_death', '5/22 reza', '5/30 askari', '6/8 prophet_birth', '8/22 fatemeh', '10/2 ali_birth', '10/16 mabas']
    expect(listed(1405).toSorted()).toEqual(
      [...solar, ...lunar, ...later, '11/4 mahdi', '12/9 ali_death', '12/19 fitr', '12/20 fitr_2'].toSorted(),
    )
  })

  test('say which days may still move: lunar ones of years that are not announced yet', () => {
    expect(iranHolidays(1405).some(({ isEstimated }) => isEstimated)).toBe(false)
    const later = iranHolidays(1410)
    expect(later.filter(({ isEstimated }) => !isEstimated).map(({ name }) => name)).toHaveLength(10)
    expect(later.filter(({ name }) => name === 'ashura')).toEqual([expect.objectContaining({ isEstimated: true })])
  })

  test('are found between any two days', () => {
    const esfand = dayOfDate('persian', 1404, 12, 29) ?? 0
    expect(iranHolidaysBetween(esfand, esfand + 3).map(({ name }) => name)).toEqual(['oil', 'nowruz', 'fitr', 'nowruz', 'fitr_2', 'nowruz'])
  })
})
