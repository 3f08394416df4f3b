import { expect, test } from 'vitest'
import { dayOfIso } from '#pure/calendar'
import { presetOf, presetRange } from './date-presets.ts'

const today = dayOfIso('2026-11-22') ?? 0 // 1 Azar 1405

test('Last month is October by the Gregorian calendar and Aban by the Persian one', () => {
  expect(presetRange('lastMonth', 'gregorian', today)).toEqual({ from: '2026-10-01', to: '2026-10-31' })
  expect(presetRange('lastMonth', 'persian', today)).toEqual({ from: '2026-10-23', to: '2026-11-21' })
})

test('Last quarter is July to September, or the summer from Tir to Shahrivar', () => {
  expect(presetRange('lastQuarter', 'gregorian', today)).toEqual({ from: '2026-07-01', to: '2026-09-30' })
  expect(presetRange('lastQuarter', 'persian', today)).toEqual({ from: '2026-06-22', to: '2026-09-22' })
})

test('Last year ends on the day before new year in both calendars', () => {
  expect(presetRange('lastYear', 'gregorian', today)).toEqual({ from: '2025-01-01', to: '2025-12-31' })
  expect(presetRange('lastYear', 'persian', today)).toEqual({ from: '2025-03-21', to: '2026-03-20' })
})

test('A span is known again as the preset it came from', () => {
  expect(presetOf({ from: '2026-10-23', to: '2026-11-21' }, 'persian', today)).toBe('lastMonth')
  expect(presetOf({ from: '2026-10-23', to: '2026-11-21' }, 'gregorian', today)).toBe(null)
  expect(presetOf({ from: '2026-11-16', to: '2026-11-22' }, 'gregorian', today)).toBe('last7')
})
