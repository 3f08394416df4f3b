import { expect, test } from 'vitest'
import { readAttribute, readBirthday, readTags, readYesNo } from './domain-facts.ts'

test.each([
  ['1365/02/30', '1365-02-30', 'persian'],
  ['۱۳۶۵/۲/۳', '1365-02-03', 'persian'],
  ['1986-05-20', '1986-05-20', 'gregorian'],
  ['20.05.1986', '1986-05-20', 'gregorian'],
  ['1986-05-20T00:00:00', '1986-05-20', 'gregorian'],
  ['۱۲/۳۰', '--12-30', 'persian'],
])('the birthday %s is %s', (text, date, calendar) => {
  expect(readBirthday(text, 'persian')).toEqual({ date, calendar })
})

test.each(['', 'unknown', '1365', '1365/13/01', '1404/12/30', '2000-02-30', '45/60'])('“%s” is no birthday', (text) => {
  expect(readBirthday(text, 'persian')).toBeNull()
})

test('tags are told apart by commas of either script, each once', () => {
  expect(readTags('vip، عمده, vip ;; جدید')).toEqual(['vip', 'عمده', 'جدید'])
})

test.each([
  ['بله', true],
  ['Yes', true],
  ['۱', true],
  ['خیر', false],
  ['unsubscribed', false],
  ['maybe', null],
  ['', null],
])('“%s” answers %s', (text, answer) => {
  expect(readYesNo(text)).toBe(answer)
})

test('an attribute is read by its type, and what is not of the type is left out', () => {
  expect(readAttribute('number', '۱٬۲۳۴٫۵')).toBe(1234.5)
  expect(readAttribute('number', 'many')).toBeNull()
  expect(readAttribute('date', '1403/12/30')).toBe('2025-03-20')
  expect(readAttribute('yes_no', 'نه')).toBe(false)
  expect(readAttribute('choice', ' gold ')).toBe('gold')
  expect(readAttribute('text', ' ')).toBeNull()
})
