import { expect, test } from 'vitest'
import { formatDay, formatInstant, periodLabel, weekdayNames } from './dates.ts'
import { escapeLike, normalise, searchWords, tidy } from './text.ts'

test('a name is found whichever keyboard wrote it', () => {
  expect(normalise('علي كريمي')).toBe(normalise('علی کریمی'))
  expect(normalise('مُحَمَّد')).toBe('محمد')
  expect(normalise('کتاب‌خانه')).toBe('کتاب خانه')
  expect(normalise('  ALI   Café ')).toBe('ali cafe')
  expect(normalise('۰۹۱۲')).toBe('0912')
  expect(searchWords('رضا  ۱۲')).toEqual(['رضا', '12'])
})

test('stored text keeps half-spaces and loses stray blanks and marks', () => {
  expect(tidy('  مشتري‌ها \u202b  خوب ')).toBe('مشتری‌ها خوب')
})

test('wildcards in a search stand for themselves', () => {
  expect(escapeLike('50%_\\')).toBe('50\\%\\_\\\\')
})

test('dates and periods read naturally in both languages and calendars', () => {
  expect(formatDay(15_317, { calendar: 'gregorian', language: 'en' })).toBe('9 Dec 2011')
  expect(formatDay(15_317, { calendar: 'persian', language: 'fa', style: 'long' })).toBe('جمعه ۱۸ آذر ۱۳۹۰')
  expect(formatDay(15_317, { calendar: 'persian', language: 'fa', style: 'numeric' })).toBe('۱۳۹۰/۰۹/۱۸')
  expect(formatInstant(Date.UTC(2011, 11, 9, 12, 50), { calendar: 'gregorian', language: 'en', timeZone: 'Europe/London' })).toBe(
    '9 Dec 2011, 12:50',
  )
  expect(periodLabel('persian', 'quarter', 1389 * 4 + 2, 'fa')).toBe('پاییز ۱۳۸۹')
  expect(periodLabel('gregorian', 'month', 2010 * 12 + 11, 'en')).toBe('Dec 2010')
  expect(weekdayNames('fa', 6)[0]).toBe('شنبه')
})
