import { chmodSync, mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openSecrets, PROJECT_FOLDER, readConfig, withSecret } from '#core/config'

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
  { TRUST_PROXY: 'everybody' },
  { TRUST_PROXY: '99' },
  { TRUST_PROXY: '10.0.0.0/64' },
  { TRUST_PROXY: '0.0.0.0/0' },
  { METRICS_PORT: '-1' },
  { METRICS_TOKEN: 'short' },
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

test.each(['DATABASE_URL', 'BAZGASHT_SECRET', 'SMTP_URL', 'METRICS_TOKEN'])(
  '%s may stand in a file, whose last line break is not part of it',
  (name) => {
    const file = join(mkdtempSync(join(tmpdir(), 'bazgasht-secret-')), 'value')
    const value = name.endsWith('_URL')
      ? `${name === 'SMTP_URL' ? 'smtp' : 'postgres'}://me:word@here/`
      : 'a secret of more than thirty-two letters'
    writeFileSync(file, `${value}\n`)
    const env = { MAIL_FROM: 'shop@example.com', [`${name}_FILE`]: file }
    expect(Object.values(readConfig(env))).toContain(value)
    expect(() => readConfig({ ...env, [name]: value })).toThrow(expect.objectContaining({ code: 'core.setting_twice', details: { name } }))
    writeFileSync(file, '\n')
    expect(() => readConfig(env)).toThrow(expect.objectContaining({ code: 'core.secret_file_empty' }))
    const missing = { code: 'core.secret_file_unreadable', details: { name: `${name}_FILE`, file: `${file}.gone`, reason: 'ENOENT' } }
    expect(() => readConfig({ [`${name}_FILE`]: `${file}.gone` })).toThrow(expect.objectContaining(missing))
  },
)

test('a file of a secret that everybody may read is named', () => {
  const folder = mkdtempSync(join(tmpdir(), 'bazgasht-secret-'))
  const [open, closed] = [join(folder, 'open'), join(folder, 'closed')]
  writeFileSync(open, 'x')
  chmodSync(open, 0o644)
  writeFileSync(closed, 'x', { mode: 0o600 })
  expect(
    openSecrets({ dataFolder: folder }, { SMTP_URL_FILE: open, METRICS_TOKEN_FILE: closed, DATABASE_URL_FILE: join(folder, 'none') }),
  ).toEqual([open])
})
