import { expect, test } from 'vitest'
import { formatFor, settingsFor, usualSettings } from '#web/format.tsx'

const shop = { timeZone: 'Asia/Tehran', currency: 'IRR', moneyDisplay: 'toman', calendar: 'persian', weekStart: 6 } as const

test('a Persian reader sees Persian digits, Toman and Jalali dates', () => {
  const format = formatFor('fa', shop)
  expect(format.number(12345)).toBe('۱۲٬۳۴۵')
  expect(format.money('12500')).toBe('۱٬۲۵۰ تومان')
  expect(format.day('2011-12-09')).toContain('آذر')
  expect(format.day('2011-12-09')).toContain('۱۳۹۰')
})

test('an English reader of the same shop sees Latin digits and the same calendar', () => {
  const format = formatFor('en', shop)
  expect(format.number(12345)).toBe('12,345')
  expect(format.money('12500')).toBe('1,250 Toman')
  expect(format.day('2011-12-09')).toContain('1390')
})

test('what is not known is a dash, not a zero', () => {
  const format = formatFor('en', shop)
  expect([format.money(null), format.percent(null), format.day(null), format.instant(null)]).toEqual(['–', '–', '–', '–'])
})

test('an instant near midnight belongs to the day of the shop, not of London', () => {
  expect(formatFor('en', { ...shop, calendar: 'gregorian' }).instantDay('2011-12-09T21:00:00Z')).toContain('10')
})

test('a new Persian shop counts in Toman and weeks from Saturday', () => {
  expect(usualSettings('fa')).toMatchObject({ currency: 'IRR', moneyDisplay: 'toman', calendar: 'persian', weekStart: 6 })
})

test('digits are those that the reader chose, with the marks that belong to them', () => {
  const latin = formatFor('fa', { ...shop, digits: 'latin' })
  expect([latin.number(12345.6, 1), latin.percent(0.656), latin.day('2011-12-09', 'numeric')]).toEqual(['12,345.6', '65.6%', '1390/09/18'])
  expect(latin.money('12500')).toBe('1,250 تومان')
  const persian = formatFor('en', { ...shop, calendar: 'gregorian', digits: 'persian' })
  expect([persian.number(12345.6, 1), persian.percent(0.656), persian.day('2011-12-09')]).toEqual(['۱۲٬۳۴۵٫۶', '۶۵٫۶٪', '۹ Dec ۲۰۱۱'])
  expect(persian.instant('2011-12-09T10:00:00Z')).toBe('۹ Dec ۲۰۱۱, ۱۳:۳۰')
})

test('a reader may look at another calendar than the shop counts by', () => {
  const reader = { digits: 'language', calendar: 'gregorian' } as const
  const format = formatFor('en', settingsFor(shop, reader))
  expect([format.day('2011-12-09'), format.calendar, format.shopCalendar]).toEqual(['9 Dec 2011', 'gregorian', 'persian'])
  expect(formatFor('en', settingsFor(shop, { ...reader, calendar: 'workspace' })).calendar).toBe('persian')
})
