import fc from 'fast-check'
import { expect, test } from 'vitest'
import { contrast, READABLE, readableOn, textOn } from './colour.ts'

const colour = fc.integer({ min: 0, max: 0xffffff }).map((value) => `#${value.toString(16).padStart(6, '0')}`)

test('contrast is what WCAG says', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 5)
  expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2)
})

test('any colour can be made readable on the grounds of light and dark pages, and text stands on any colour', () => {
  fc.assert(
    fc.property(colour, fc.constantFrom('#ffffff', '#f7f8f7', '#12191b', '#1a2325'), (chosen, ground) => {
      expect(contrast(readableOn(chosen, ground), ground)).toBeGreaterThanOrEqual(READABLE)
      expect(contrast(textOn(chosen), chosen)).toBeGreaterThanOrEqual(READABLE)
    }),
  )
})

test('a colour that can be read stays as it is', () => {
  expect(readableOn('#0c7a80', '#ffffff')).toBe('#0c7a80')
  expect(readableOn('#ffe000', '#ffffff')).not.toBe('#ffe000')
})
