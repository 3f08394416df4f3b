import fc from 'fast-check'
import { expect, test } from 'vitest'
import { exponentOf, formatMoney, isCurrency, minorToDecimal, unitOfMoney } from './money.ts'
import { parseDecimal, decimalToMinor } from './numbers.ts'

test('Rials are shown as Toman or Rial, as the shop chose', () => {
  expect(formatMoney(1_234_560n, { currency: 'IRR', language: 'fa', moneyDisplay: 'toman' })).toBe('۱۲۳٬۴۵۶ تومان')
  expect(formatMoney(1_234_560n, { currency: 'IRR', language: 'fa', moneyDisplay: 'rial' })).toBe('۱٬۲۳۴٬۵۶۰ ریال')
  expect(formatMoney(1_234_560n, { currency: 'IRR', language: 'en', moneyDisplay: 'toman' })).toBe('123,456 Toman')
})

test('amounts beyond what a double holds lose no digit', () => {
  expect(formatMoney('9007199254740993123', { currency: 'GBP', language: 'en', moneyDisplay: 'rial' })).toBe('£90,071,992,547,409,931.23')
})

test('a unit that amounts are written in names its currency and its worth', () => {
  expect(unitOfMoney('IRT')).toEqual({ currency: 'IRR', factor: 10n })
  expect(unitOfMoney('IRR')).toEqual({ currency: 'IRR', factor: 1n })
  expect(unitOfMoney('GBP')).toEqual({ currency: 'GBP', factor: 100n })
  expect(unitOfMoney('JPY').factor).toBe(1n)
  expect(unitOfMoney('KWD').factor).toBe(1000n)
})

test('minor units survive the way to decimals and back', () => {
  fc.assert(
    fc.property(fc.bigInt(-(10n ** 25n), 10n ** 25n), fc.constantFrom('GBP', 'IRR', 'JPY', 'KWD'), (minor, currency) => {
      const decimal = parseDecimal(minorToDecimal(minor, currency))
      expect(decimal && decimalToMinor(decimal, exponentOf(currency))).toBe(minor)
    }),
  )
})

test('currencies are those of ISO 4217', () => {
  expect(isCurrency('IRR')).toBe(true)
  expect(isCurrency('XQQ')).toBe(false)
  expect(isCurrency('gbp')).toBe(false)
})
