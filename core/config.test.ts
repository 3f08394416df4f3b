import { mkdtempSync, readFileSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { PROJECT_FOLDER, readConfig, withSecret } from '#core/config'

test('nothing has to be set', () => {
  expect(readConfig({})).toMatchObject({
    dataFolder: join(PROJECT_FOLDER, 'data'),
    databaseUrl: null,
    host: '127.0.0.1',
    port: 3000,
    publicUrl: 'http://localhost:3000',
    language: 'en',
  })
})

test('the public address has no slash at its end', () => {
  expect(readConfig({ BAZGASHT_URL: 'https://shop.example/' }).publicUrl).toBe('https://shop.example')
})

test.each([
  { PORT: '70000' },
  { PORT: '3e3' },
  { DATABASE_URL: 'mysql://here' },
  { BAZGASHT_URL: 'shop.example' },
  { LOG_LEVEL: 'loud' },
  { BAZGASHT_SECRET: 'short' },
  { BAZGASHT_ALLOW_PRIVATE: 'maybe' },
])('%o is refused by name', (env) => {
  expect(() => readConfig(env)).toThrow(
    expect.objectContaining({ code: 'core.bad_setting', details: expect.objectContaining({ name: Object.keys(env)[0] }) }),
  )
})

test('a refused password is not repeated', () => {
  expect(() => readConfig({ DATABASE_URL: 'mysql://me:hidden@here' })).toThrow(
    expect.objectContaining({ details: { name: 'DATABASE_URL', value: '…', wanted: expect.any(String) } }),
  )
})

test('a secret is made once, for the eyes of the owner only', () => {
  const settings = readConfig({ BAZGASHT_DATA: mkdtempSync(join(tmpdir(), 'bazgasht-secret-')) })
  const { secret } = withSecret(settings)
  expect(secret.length).toBeGreaterThanOrEqual(32)
  expect(withSecret(settings).secret).toBe(secret)
  const file = join(settings.dataFolder, 'secret')
  expect(readFileSync(file, 'utf8').trim()).toBe(secret)
  expect(statSync(file).mode & 0o777).toBe(0o600)
})
