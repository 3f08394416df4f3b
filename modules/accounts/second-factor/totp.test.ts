import { expect, test } from 'vitest'
import { readCode } from './domain-codes.ts'
import { codeOf, enrolmentUri, makeSecret, stepAt, stepOfCode } from './totp.ts'

/** '12345678901234567890', the secret of the tables of RFC 6238, in base 32. */
const OF_RFC = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ'

test.each([
  [59, '94287082'],
  [1111111109, '07081804'],
  [1111111111, '14050471'],
  [1234567890, '89005924'],
  [2000000000, '69279037'],
  [20000000000, '65353130'],
])('at %d seconds the code is that of RFC 6238', (seconds, code) => {
  const step = stepAt(new Date(seconds * 1000))
  expect(codeOf(OF_RFC, step, 8)).toBe(code)
  expect(codeOf(OF_RFC, step)).toBe(code.slice(2))
})

test('a clock may be half a minute wrong in either direction, and no more', () => {
  const now = new Date('2026-03-21T09:00:10Z')
  const step = stepAt(now)
  expect([-2, -1, 0, 1, 2].map((off) => stepOfCode(OF_RFC, codeOf(OF_RFC, step + off), now))).toEqual([
    null,
    step - 1,
    step,
    step + 1,
    null,
  ])
})

test('an app finds the secret, the account and the product in what it reads', () => {
  const secret = makeSecret()
  expect(secret).toMatch(/^[A-Z2-7]{32}$/)
  expect(makeSecret()).not.toBe(secret)
  const uri = new URL(enrolmentUri(secret, 'sara+shop@example.com'))
  expect(decodeURIComponent(uri.pathname)).toBe('/Bazgasht:sara+shop@example.com')
  expect([uri.searchParams.get('secret'), uri.searchParams.get('issuer'), uri.searchParams.get('digits')]).toEqual([
    secret,
    'Bazgasht',
    '6',
  ])
})

test('codes are read however people type them', () => {
  for (const typed of ['123456', ' 123 456 ', '۱۲۳۴۵۶', '١٢٣-٤٥٦']) expect(readCode(typed)).toEqual({ kind: 'app', text: '123456' })
  for (const typed of ['ABCDE-F0123', 'abcde f0123', 'abcdefO۱۲۳']) {
    expect(readCode(typed)?.kind).toBe('backup')
  }
  expect(readCode('oil99-00000')).toEqual({ kind: 'backup', text: '0119900000' })
  for (const typed of ['', '12345', '1234567', 'ABCDE-FGHI', 'ABCDU-F0123']) expect(readCode(typed)).toBeNull()
})
