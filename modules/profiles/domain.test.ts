import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { dayOfIso } from '#pure/calendar'
import type { ShownEntry, TimelineResponse } from './api.ts'
import { readAttributeValue } from './domain-attributes.ts'
import { readToldDate, writeToldDate } from './domain-dates.ts'
import { daysToBirthday, nextStepsOf } from './domain-next-steps.ts'
import { linesOf, withNewest } from './domain-shown-entries.ts'

describe('a told date', () => {
  test('comes back as it was written, in either calendar, with a year or without', () => {
    const parts = fc.record({
      calendar: fc.constantFrom('gregorian' as const, 'persian' as const),
      year: fc.option(fc.integer({ min: 1300, max: 2100 })),
      month: fc.integer({ min: 1, max: 12 }),
      day: fc.integer({ min: 1, max: 29 }),
    })
    fc.assert(
      fc.property(parts, ({ calendar, ...told }) => {
        const read = readToldDate(calendar, writeToldDate(told))
        expect(read === null ? null : { ...read }).toEqual(told.month === 2 && told.day === 29 && read === null ? null : told)
      }),
    )
  })

  test('without a year may be a leap day; with one only in its years', () => {
    expect(readToldDate('gregorian', '--02-29')).toEqual({ year: null, month: 2, day: 29 })
    expect(readToldDate('gregorian', '2023-02-29')).toBeNull()
    expect(readToldDate('persian', '--12-30')).not.toBeNull()
    expect(readToldDate('persian', '--07-31')).toBeNull()
    for (const text of ['', '1-1-1', '2020-13-01', '--00-10', '20200101']) expect(readToldDate('gregorian', text)).toBeNull()
  })
})

describe('a birthday', () => {
  const today = dayOfIso('2026-03-20') ?? 0
  test('is so many days away, in its own calendar', () => {
    expect(daysToBirthday({ date: '1990-03-20', calendar: 'gregorian' }, today)).toBe(0)
    // The first of Farvardin 1405 is 21 March 2026.
    expect(daysToBirthday({ date: '--01-01', calendar: 'persian' }, today)).toBe(1)
    expect(daysToBirthday({ date: '--03-19', calendar: 'gregorian' }, today)).toBe(364)
  })
  test('on a leap day is kept a day earlier in other years', () => {
    expect(daysToBirthday({ date: '2000-02-29', calendar: 'gregorian' }, dayOfIso('2026-02-27') ?? 0)).toBe(1)
  })
})

test('next steps stand in the order in which they press', () => {
  const steps = nextStepsOf({
    stage: 'at_risk',
    silenceDays: 45,
    lookAlike: { count: 2, otherId: '0199aaaa-0000-7000-8000-000000000000' },
    overdue: 1,
    hasContact: false,
    newsletterAsked: false,
    birthday: null,
    today: 20_000,
  })
  expect(steps.map(({ name }) => name)).toEqual(['payment_overdue', 'look_alike', 'silent', 'add_contact', 'ask_consent'])
  expect(steps[2]).toMatchObject({ days: 45 })
})

test('an attribute takes what its type can hold, and tidies texts', () => {
  const of = (type: 'text' | 'number' | 'date' | 'choice' | 'yes_no') => ({ type, choices: ['red', 'blue'] })
  expect(readAttributeValue(of('text'), '  كتاب  ')).toBe('کتاب')
  expect(readAttributeValue(of('text'), '   ')).toBeNull()
  expect(readAttributeValue(of('number'), '5')).toBeUndefined()
  expect(readAttributeValue(of('number'), 5)).toBe(5)
  expect(readAttributeValue(of('date'), '2024-02-30')).toBeUndefined()
  expect(readAttributeValue(of('choice'), 'green')).toBeUndefined()
  expect(readAttributeValue(of('yes_no'), false)).toBe(false)
  expect(readAttributeValue(of('choice'), null)).toBeNull()
})

describe('on the page', () => {
  const entry = (id: number, minute: number, name = 'visit.paged'): ShownEntry => ({
    id: String(id),
    module: 'profiles',
    kind: 'event',
    name,
    at: new Date(Date.UTC(2026, 0, 1, 12, 60 - minute)).toISOString(),
    by: null,
    href: null,
    values: {},
  })
  const page = (entries: ShownEntry[], next: string | null = null): TimelineResponse => ({ entries, next, kinds: ['event'] })

  test('pages of one visit are one line, and a longer pause begins another', () => {
    const lines = linesOf([entry(5, 0), entry(4, 10), entry(3, 41), entry(2, 45, 'visit.tracked'), entry(1, 46)])
    expect(lines.map(({ entries }) => entries.length)).toEqual([2, 1, 1, 1])
  })

  test('what is new is put on top, once', () => {
    const shown = [page([entry(2, 10), entry(1, 20)], 'more')]
    const merged = withNewest(shown, page([entry(3, 5), entry(2, 10)], 'older'))
    expect(merged?.[0]?.entries.map(({ id }) => id)).toEqual(['3', '2', '1'])
    expect(merged?.[0]?.next).toBe('more')
  })

  test('all is read again when more has happened than one page holds', () => {
    expect(withNewest([page([entry(1, 20)])], page([entry(9, 1), entry(8, 2)], 'older'))).toBeNull()
  })
})
