import fc from 'fast-check'
import { expect, test } from 'vitest'
import { maskAddress, maskEmail, maskPhone } from './mask.ts'

test('a masked e-mail keeps its first letter and its domain', () => {
  expect(maskEmail('sara@shop.example')).toBe('s•••@shop.example')
  expect(maskEmail('ق.ر@shop.example')).toBe('ق•••@shop.example')
})

test('a masked phone number keeps its beginning and its last two digits', () => {
  expect(maskPhone('+989121234567')).toBe('+98•••67')
})

test('what is no address is hidden as a whole', () => {
  expect([maskEmail('sara'), maskEmail('@x'), maskPhone('12'), maskPhone('')]).toEqual(['•••', '•••', '•••', '•••'])
})

test('at most five digits of a phone are ever seen, and no name before the @ but its first letter', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      expect(maskPhone(text).replace(/\D/g, '').length).toBeLessThanOrEqual(5)
      expect([...maskEmail(`${text}@shop.example`)].length).toBeLessThanOrEqual(1 + 3 + '@shop.example'.length)
    }),
  )
})

test('an internet address is kept without the part that tells computers apart', () => {
  expect(maskAddress('203.0.113.77')).toBe('203.0.113.0')
  expect(maskAddress('::ffff:203.0.113.77')).toBe('203.0.113.0')
  expect(maskAddress('2001:db8:85a3::8a2e:370:7334')).toBe('2001:db8:85a3::')
  expect(maskAddress('2001:db8::8a2e:370:7334')).toBe('2001:db8:0::')
  expect(maskAddress('fe80::8a2e:370:7334')).toBe('fe80:0:0::')
  expect(maskAddress('nonsense')).toBeNull()
})
