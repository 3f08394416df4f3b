import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { addressOf, call, failureOf, speakFor } from '#web/api.ts'
import { failure, failureText, isFailure } from '#web/failure.ts'
import { chooseLanguage, preferredLanguage, startLanguage } from '#web/i18n.ts'

beforeEach(async () => {
  await startLanguage('en')
})
afterEach(() => {
  vi.unstubAllGlobals()
  speakFor(null)
})

test('the code and details of a refusal arrive as they were sent', () => {
  const refused = failureOf(409, '{"error":{"code":"accounts.link_used","details":{"a":1}}}')
  expect(refused).toMatchObject({ code: 'accounts.link_used', status: 409, details: { a: 1 } })
})

test('answers that are not ours become general sentences', () => {
  expect(failureOf(502, '<html>Bad gateway</html>').code).toBe('web.server_trouble')
  expect(failureOf(413, '').code).toBe('core.too_large')
  expect(failureOf(401, 'null').code).toBe('core.sign_in_first')
})

test('a lost connection says so, and no raw error reaches the reader', async () => {
  vi.stubGlobal('fetch', async () => Promise.reject(new TypeError('Failed to fetch')))
  const thrown = await call('GET', '/api/session').catch((error: unknown) => error)
  expect(isFailure(thrown)).toBe(true)
  expect(failureText(thrown)).toContain('cannot be reached')
})

test('every request says which shop it speaks for', async () => {
  const sent = vi.fn(async () => new Response('{}'))
  vi.stubGlobal('fetch', sent)
  speakFor('shop-1')
  await call('GET', '/api/orders', { query: { search: 'گل', kind: undefined } })
  expect(sent).toHaveBeenCalledWith('/api/orders?search=%DA%AF%D9%84', expect.objectContaining({ headers: { 'x-workspace': 'shop-1' } }))
  expect(addressOf('/api/live')).toBe('/api/live?workspace=shop-1')
})

test('an unknown code is a general sentence in the language of the reader', async () => {
  await chooseLanguage('fa')
  expect(failureText(failure('nobody.knows', 500))).toBe('مشکلی از سوی ما پیش آمد. لطفاً دوباره تلاش کنید.')
  expect(failureText(failure('accounts.too_many_attempts', 429, { seconds: 30 }))).toContain('۳۰ ثانیه')
  expect(failureText(new Error('boom'))).toBe('مشکلی از سوی ما پیش آمد. لطفاً دوباره تلاش کنید.')
})

test('the browser that prefers Persian is greeted in Persian, one that speaks neither in English', () => {
  expect(preferredLanguage(['fa-IR', 'en'])).toBe('fa')
  expect(preferredLanguage(['de', 'fa'])).toBe('fa')
  expect(preferredLanguage(['de-DE', 'fr'])).toBe('en')
})
