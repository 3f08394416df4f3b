import { expect, test } from 'vitest'
import { pointAfterKey } from './chart-points.ts'

test('The arrow in reading direction goes on: right in English, left in Persian', () => {
  expect(pointAfterKey('ArrowRight', 2, 5, false)).toBe(3)
  expect(pointAfterKey('ArrowLeft', 2, 5, true)).toBe(3)
  expect(pointAfterKey('ArrowRight', 2, 5, true)).toBe(1)
})

test('The walk stops at both ends and starts at the first point', () => {
  expect(pointAfterKey('ArrowRight', 4, 5, false)).toBe(4)
  expect(pointAfterKey('ArrowLeft', 0, 5, false)).toBe(0)
  expect(pointAfterKey('ArrowRight', null, 5, false)).toBe(0)
})

test('Escape leaves, and other keys are not taken', () => {
  expect(pointAfterKey('Escape', 3, 5, false)).toBe(null)
  expect(pointAfterKey('Tab', 3, 5, false)).toBe(undefined)
  expect(pointAfterKey('End', null, 0, false)).toBe(undefined)
})
