import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decimalToMinor, decimalToNumber, divideHalfAway, formatPercent, latinDigits, parseDecimal, persianDigits } from './numbers.ts'

const shown = (text: string, decimalComma = false) => {
  const decimal = parseDecimal(text, { decimalComma })
  return decimal && decimalToNumber(decimal)
}

test('numbers are read in any digits and with any separators', () => {
  expect(shown('۱۲٬۳۴۵٫۵')).toBe(12_345.5)
  expect(shown('١٢٣٤')).toBe(1234)
  expect(shown('1,234.50')).toBe(1234.5)
  expect(shown('1.234,50')).toBe(1234.5)
  expect(shown('1 234 567')).toBe(1_234_567)
  expect(shown("1'000'000")).toBe(1_000_000)
  expect(shown('۱،۲۳۴،۵۶۷')).toBe(1_234_567)
  expect(shown('(12)')).toBe(-12)
  expect(shown('12-')).toBe(-12)
  expect(shown('−۵')).toBe(-5)
  expect(shown('\u200e+7\u200f')).toBe(7)
})

test('a lone mark before three digits is read as the column is written', () => {
  expect(shown('1.234')).toBe(1.234)
  expect(shown('1.234', true)).toBe(1234)
  expect(shown('1,234')).toBe(1234)
  expect(shown('1,234', true)).toBe(1.234)
})

test('what is no number is refused', () => {
  for (const text of ['', ' ', '-', 'abc', '1,2,3', '1.2.3', '12a', '()', ',', '1,,000', '9'.repeat(40)])
    expect(parseDecimal(text)).toBeNull()
})

test('whatever is formatted in Persian is read back', () => {
  const format = new Intl.NumberFormat('fa-IR', { maximumFractionDigits: 0 })
  fc.assert(
    fc.property(fc.maxSafeInteger(), (value) => {
      expect(shown(format.format(value))).toBe(value)
    }),
  )
})

test('digits go to Persian and back', () => {
  fc.assert(
    fc.property(fc.nat(), (value) => {
      expect(latinDigits(persianDigits(String(value)))).toBe(String(value))
    }),
  )
})

test('minor units are exact and halves go away from zero', () => {
  expect(decimalToMinor({ units: 12_345n, scale: 3 }, 2)).toBe(1235n)
  expect(decimalToMinor({ units: -12_345n, scale: 3 }, 2)).toBe(-1235n)
  expect(decimalToMinor({ units: 5n, scale: 0 }, 2)).toBe(500n)
  fc.assert(
    fc.property(fc.bigInt(-(10n ** 20n), 10n ** 20n), fc.bigInt(1n, 10n ** 6n), (units, by) => {
      const error = divideHalfAway(units, by) * by - units
      expect((error < 0n ? -error : error) * 2n <= by).toBe(true)
    }),
  )
})

test('shares are shown with the digits of the language', () => {
  expect(formatPercent(0.65583, 'en', 2)).toBe('65.58%')
  expect(formatPercent(0.65583, 'fa', 2)).toBe('۶۵٫۵۸٪')
})
