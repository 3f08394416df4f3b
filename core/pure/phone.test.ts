import fc from 'fast-check'
import { expect, test } from 'vitest'
import { persianDigits } from './numbers.ts'
import { formatPhone, toE164 } from './phone.ts'

test('an Iranian mobile number is the same however it is written', () => {
  const prefix = fc.constantFrom('0', '+98', '0098', '98', '')
  const subscriber = fc.stringMatching(/^9[0-9]{9}$/)
  fc.assert(
    fc.property(prefix, subscriber, fc.boolean(), fc.boolean(), (start, rest, persian, spaced) => {
      const written = spaced ? `${start} ${rest.slice(0, 3)}-${rest.slice(3, 6)} ${rest.slice(6)}` : start + rest
      expect(toE164(persian ? persianDigits(written) : written)).toBe(`+98${rest}`)
    }),
  )
})

test('landlines and foreign numbers are read as well', () => {
  expect(toE164('۰۲۱-۸۸۸۸۷۷۷۷')).toBe('+982188887777')
  expect(toE164('0044 20 7946 0958')).toBe('+442079460958')
  expect(toE164('020 7946 0958', 'GB')).toBe('+442079460958')
})

test('what is no number is refused', () => {
  for (const text of ['', '12', 'علی', '0912', 'a@b.ir', '1398/01/05', '0'.repeat(60)]) expect(toE164(text)).toBeNull()
})

test('a number is shown in the digits of the reader', () => {
  expect(formatPhone('+989123456789', 'fa')).toBe('۰۹۱۲ ۳۴۵ ۶۷۸۹')
  expect(formatPhone('+989123456789', 'en')).toBe('+98 912 345 6789')
})
