import { expect, test } from 'vitest'
import { isOutdated, isPassword, passwordHash } from './password-hash.ts'

/** 'a long enough password' as better-auth 1.7 stored it. */
const BEFORE =
  '1bf4d5c337c37e0faa4e5e4e474b63a8:8f7a8a7b819219df310106c62ffe875c464536993d88ce76c46771ad02ea2e3391cc865cfe7b3996d99a3e575ee950f36121982c2c802580597ed70b33ac4ea8'

test('a password is kept as scrypt of 32 MB three times over, salted for itself, and read exactly as it was typed', async () => {
  const long = ` Ünï رمز ${'x'.repeat(180)} `
  const [one, other] = await Promise.all([passwordHash(long), passwordHash(long)])
  expect(one).toMatch(/^scrypt\$15\$8\$3\$[0-9a-f]{32}\$[0-9a-f]{128}$/)
  expect(one).not.toBe(other)
  const tried = [long, long.trim(), long.toLowerCase(), long.slice(0, -2)].map((each) => isPassword(one, each))
  expect(await Promise.all(tried)).toEqual([true, false, false, false])
  expect(isOutdated(one)).toBe(false)
})

test('a password that was stored before still opens, and is to be stored anew', async () => {
  expect(await isPassword(BEFORE, 'a long enough password')).toBe(true)
  expect(await isPassword(BEFORE, 'another one')).toBe(false)
  expect(isOutdated(BEFORE)).toBe(true)
})

test('nobody has no password', async () => {
  for (const none of [null, undefined]) expect(await isPassword(none, '')).toBe(false)
  await expect(isPassword('plain', 'plain')).rejects.toThrow('one of two forms')
})
