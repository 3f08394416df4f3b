import { expect, test } from 'vitest'
import { formatFor, usualSettings } from '#web/format.tsx'

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
