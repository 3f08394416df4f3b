import fc from 'fast-check'
import { expect, test } from 'vitest'
import { byStrength, readIdentifier, type Identifier, type IdentifierKind } from './domain-identity.ts'

const KINDS = [
  'external',
  'phone',
  'email',
  'anonymous',
  'telegram',
  'bale',
  'instagram',
  'device',
] as const satisfies readonly IdentifierKind[]

test('An address is the same however it is written, and keeps its dots.', () => {
  expect(readIdentifier('email', 'x', ' Sara.K@Shop.Example ')).toMatchObject({ value: 'sara.k@shop.example', source: '' })
  expect(readIdentifier('phone', '', '۰۹۱۲ ۱۲۳ ۴۵۶۷')).toMatchObject({ value: '+989121234567' })
  expect(readIdentifier('phone', '', '020 7946 0001', 'GB')).toMatchObject({ value: '+442079460001' })
  expect(readIdentifier('telegram', '', '@SaraK')).toMatchObject({ value: 'sarak' })
  expect(readIdentifier('external', 'shop:1', ' 007 ')).toMatchObject({ value: '007', source: 'shop:1' })
})

test('What is no address is no identifier.', () => {
  for (const text of ['', ' ', 'sara', '@', 'a b@c', 'a@@b']) expect(readIdentifier('email', '', text)).toBeNull()
  for (const kind of KINDS) expect(readIdentifier(kind, '', ' \0 ')).toBeNull()
  expect(readIdentifier('external', '', 'x'.repeat(600))).toBeNull()
})

test('Whatever comes in, what was read reads the same again.', () => {
  fc.assert(
    fc.property(fc.constantFrom(...KINDS), fc.string({ unit: 'grapheme' }), (kind, text) => {
      const read = readIdentifier(kind, 'site', text)
      if (read) expect(readIdentifier(kind, 'site', read.value)).toEqual(read)
    }),
  )
})

test('Ids come before verified contacts, those before others, and browsers last; each stands once.', () => {
  const of = (kind: IdentifierKind, verified = false): Identifier => ({ kind, source: '', value: 'x', verified })
  const order = byStrength([of('anonymous'), of('telegram'), of('email'), of('email', true), of('phone'), of('external')])
  expect(order.map(({ kind, verified }) => [kind, verified])).toEqual([
    ['external', false],
    ['email', true],
    ['phone', false],
    ['telegram', false],
    ['anonymous', false],
  ])
})
