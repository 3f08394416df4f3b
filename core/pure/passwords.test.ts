import { expect, test } from 'vitest'
import { refusalOfPassword } from './passwords.ts'

const SARA = { name: 'Sara Ahmadi', email: 'sara.shop@example.com' }
const refusal = (password: string) => refusalOfPassword(password, SARA)

test.each([
  'password1234',
  'P@ssw0rd2024!',
  'qwertyuiop',
  '1q2w3e4r5t',
  '1234567890',
  '۱۲۳۴۵۶۷۸۹۰',
  '09121234567',
  '2024-11-22',
  'aaaaaaaaaaaa',
  'salam1234567',
  'Esteghlal1400',
  'رمز عبور ۱۲۳',
  'دوستت‌دارم۱۴۰۴',
  'hdvhk123456',
  'bazgasht!!!!',
  'iloveyou12345',
  'qweasdzxc123',
  '123456789a',
  '1qazxsw23edc',
])('%s is what everybody guesses first', (password) => {
  expect(refusal(password)).toBe('accounts.password_too_common')
})

test.each(['sara.shop@example.com', 'sara.shop2024', 'Ahmadi-1234567', 'SaraAhmadi!!'])(
  '%s is the name of whom it should guard',
  (password) => {
    expect(refusal(password)).toBe('accounts.password_is_yours')
  },
)

test('the name of the shop is no password for it', () => {
  const { name, email } = SARA
  for (const password of ['Saffron House', 'saffronhouse1404', 'S@ffron-House!']) {
    expect([refusalOfPassword(password, { name, email, shops: ['Saffron House'] }), refusal(password)]).toEqual([
      'accounts.password_is_yours',
      null,
    ])
  }
})

test.each(['a long enough password', 'tea with cardamom', 'باران روی شیروانی', 'k9#fTq2!vLxw', 'sara likes cardamom', '83920174650291'])(
  '%s is taken',
  (password) => {
    expect(refusal(password)).toBeNull()
  },
)
