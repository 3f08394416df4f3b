import fc from 'fast-check'
import { expect, test } from 'vitest'
import { dateParts, dayOfDate, isoOfDay } from '#pure/calendar'
import { persianDigits } from '#pure/numbers'
import type { DateStyle } from './api.ts'
import { dateReader, timeOfDay } from './domain-dates.ts'

function read(style: DateStyle, text: string, zone = 'UTC', time?: string): string | null {
  const moment = dateReader(style, zone)(text, time)
  return moment && `${new Date(moment.at).toISOString().slice(0, 19)} ${isoOfDay(moment.day)}`
}

test.each<[DateStyle, string, string]>([
  ['iso', '2019-01-05', '2019-01-05T00:00:00'],
  ['iso', '2019-01-05T08:26:07.5Z', '2019-01-05T08:26:07'],
  ['iso', '2019-01-05 08:26:07 +0330', '2019-01-05T04:56:07'],
  ['iso', '2019-01-05T23:30:00-05:00', '2019-01-06T04:30:00'],
  ['iso', '2019/1/5 8:26', '2019-01-05T08:26:00'],
  ['iso', '1398/01/05', '2019-03-25T00:00:00'],
  ['dmy', '05/01/2019 08:26', '2019-01-05T08:26:00'],
  ['dmy', '5.1.19', '2019-01-05T00:00:00'],
  ['mdy', '1/5/2019 8:26 PM', '2019-01-05T20:26:00'],
  ['mdy', '12/1/10 12:05am', '2010-12-01T00:05:00'],
  ['compact', '20101201', '2010-12-01T00:00:00'],
  ['compact', '20101201 0826', '2010-12-01T08:26:00'],
  ['compact', '20101201082600', '2010-12-01T08:26:00'],
  ['compact', '13980105', '2019-03-25T00:00:00'],
  ['persian-ymd', '۱۳۹۸-۱-۵', '2019-03-25T00:00:00'],
  ['persian-ymd', '۱۳۹۸/۰۱/۰۵ ۰۸:۲۶', '2019-03-25T08:26:00'],
  ['persian-ymd', '۱۳۹۸/۰۱/۰۵ ۰۸:۲۶ ب.ظ', '2019-03-25T20:26:00'],
  ['persian-ymd', '۱۳۹۸/۰۱/۰۵ - ساعت ۰۸:۲۶', '2019-03-25T08:26:00'],
  ['persian-ymd', '98/01/05', '2019-03-25T00:00:00'],
  ['persian-ymd', '03/01/05', '2024-03-24T00:00:00'],
  ['persian-dmy', '5/1/1398', '2019-03-25T00:00:00'],
  ['persian-dmy', '۵ فروردین ۱۳۹۸', '2019-03-25T00:00:00'],
  ['persian-dmy', 'دوشنبه ۵ فروردین ۱۳۹۸ ساعت ۸:۲۶', '2019-03-25T08:26:00'],
  ['dmy', '05 Jan 2019', '2019-01-05T00:00:00'],
  ['mdy', 'Jan 5, 2019 8:26 pm', '2019-01-05T20:26:00'],
  ['dmy', 'Sat, 05 Jan 2019 08:26:00 GMT', '2019-01-05T08:26:00'],
  ['excel', '44197.5', '2021-01-01T12:00:00'],
  ['unix', '1546676760', '2019-01-05T08:26:00'],
  ['unix-ms', '1546676760000', '2019-01-05T08:26:00'],
])('%s reads %s', (style, text, expected) => {
  expect(read(style, text)?.slice(0, 19)).toBe(expected)
})

test.each<[DateStyle, string]>([
  ['dmy', '31/02/2019'],
  ['iso', '3000-01-01'],
  ['iso', '0000-00-00 00:00:00'],
  ['iso', 'soon'],
  ['iso', 'جمع کل'],
  ['iso', '2019-01-05 25:00'],
  ['persian-ymd', '1398/12/30'],
  ['compact', '20101301'],
  ['excel', '12'],
  ['iso', '05/13/2019'],
  ['iso', '2019'],
  ['mdy', '13/01/2019'],
])('%s refuses %s', (style, text) => {
  expect(read(style, text)).toBeNull()
})

test('a time without a zone is the shop’s own, on days when clocks change too', () => {
  expect(read('iso', '2019-01-05 01:00', 'Asia/Tehran')).toBe('2019-01-04T21:30:00 2019-01-05')
  expect(read('iso', '2019-03-31 12:00', 'Europe/London')).toBe('2019-03-31T11:00:00 2019-03-31')
  expect(read('iso', '2019-03-31 00:30', 'Europe/London')).toBe('2019-03-31T00:30:00 2019-03-31')
  expect(read('unix', '1546632000', 'Asia/Tehran')).toBe('2019-01-04T20:00:00 2019-01-04')
  expect(read('unix', '1546635000', 'Asia/Tehran')).toBe('2019-01-04T20:50:00 2019-01-05')
})

test('a separate time column joins the date', () => {
  expect(read('persian-ymd', '1398/01/05', 'UTC', '۸:۲۶')).toBe('2019-03-25T08:26:00 2019-03-25')
  expect(read('excel', '44197', 'UTC', '0.25')).toBe('2021-01-01T06:00:00 2021-01-01')
  expect(timeOfDay('noon')).toBeNull()
})

test('every day is read back from each style in either digits', () => {
  const write: Record<string, (year: number, month: number, day: number) => string> = {
    iso: (y, m, d) => `${y}-${m}-${d}`,
    dmy: (y, m, d) => `${d}/${m}/${y}`,
    mdy: (y, m, d) => `${m}/${d}/${y}`,
    compact: (y, m, d) => String(y * 10_000 + m * 100 + d),
    'persian-ymd': (y, m, d) => `${y}/${m}/${d}`,
    'persian-dmy': (y, m, d) => `${d}-${m}-${y}`,
  }
  fc.assert(
    fc.property(
      fc.constantFrom<DateStyle>('iso', 'dmy', 'mdy', 'compact', 'persian-ymd', 'persian-dmy'),
      fc.integer({ min: 0, max: 30_000 }),
      fc.boolean(),
      (style, day, persian) => {
        const { year, month, day: date } = dateParts(style.startsWith('persian') ? 'persian' : 'gregorian', day)
        const text = write[style]?.(year, month, date) ?? ''
        expect(dateReader(style, 'Asia/Tehran')(persian ? persianDigits(text) : text)?.day).toBe(day)
      },
    ),
  )
  expect(dayOfDate('gregorian', 1970, 1, 1)).toBe(0)
})
