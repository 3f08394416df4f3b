import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { testApp, testCtx, type TestApp, type TestCtx } from '#test/lab'
import { digestMessages } from './digest.ts'
import { keyed, makeSource } from './make.ts'

let ctx: TestCtx
let app: TestApp
let key: string

beforeAll(async () => {
  ctx = await testCtx()
  app = await testApp(ctx)
  key = (await makeSource(ctx)).key
})

/** Found once, tried for ever. */
const SEEDS = [1, 20_260_321, -1_873_004_512] as const

const post = (body: string | Buffer, headers: Record<string, string> = {}) =>
  app.anonymous().post('/v1/batch', body, { ...keyed(key), 'content-type': 'application/json', origin: '', ...headers })

/** Texts that hurt: NUL, half characters, names with a meaning in JavaScript, other writing directions, very long ones. */
const nasty = fc.oneof(
  fc.string(),
  fc.constantFrom(
    '\0',
    'a\0b',
    '\ud800',
    '\udc00x',
    '__proto__',
    'constructor',
    'toString',
    '\u202e',
    '💥',
    "'; drop table orders; --",
    '',
    ' ',
    'x'.repeat(300),
  ),
)
const value = fc.oneof(
  { weight: 5, arbitrary: nasty },
  { weight: 3, arbitrary: fc.jsonValue({ maxDepth: 4 }) },
  {
    weight: 2,
    arbitrary: fc.constantFrom(1e308, -1e308, 1e-320, 2 ** 53, -0, 12.345, '12.345', '۱۲٫۵', 'NaN', null, true, [], {}, [[[[[]]]]]),
  },
)
const bag = fc.dictionary(
  fc.oneof(
    nasty,
    fc.constantFrom(
      'order_id',
      'cart_id',
      'total',
      'currency',
      'products',
      'quantity',
      'price',
      'coupon',
      'email',
      'phone',
      'name',
      'birthday',
      'address',
    ),
  ),
  value,
  { maxKeys: 6 },
)
const message = fc.record(
  {
    type: fc.oneof({ weight: 9, arbitrary: fc.constantFrom('track', 'identify', 'page', 'screen', 'group', 'alias') }, nasty),
    userId: fc.oneof(fc.constantFrom('u1', 'u2'), value),
    anonymousId: fc.oneof(fc.constantFrom('a1', 'a2'), value),
    previousId: fc.oneof(fc.constantFrom('u1', 'a1'), value),
    groupId: value,
    event: fc.oneof(
      fc.constantFrom('Order Completed', 'Order Refunded', 'Product Added', 'Cart Viewed', 'Segment Consent Preference Updated'),
      value,
    ),
    properties: fc.oneof({ weight: 4, arbitrary: bag }, value),
    traits: fc.oneof({ weight: 4, arbitrary: bag }, value),
    context: fc.oneof(fc.record({ consent: fc.record({ categoryPreferences: bag }) }), value),
    timestamp: fc.oneof(
      fc.date({ noInvalidDate: true }).map((date) => date.toJSON()),
      value,
    ),
    sentAt: value,
    messageId: fc.oneof(fc.uuid(), value),
  },
  { requiredKeys: ['type'] },
)

test.each(SEEDS)('nothing that a message may hold breaks the taking or the digesting (seed %i)', async (seed) => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.oneof({ weight: 9, arbitrary: message }, value), { maxLength: 8 }), async (batch) => {
      const answer = await post(JSON.stringify({ batch }))
      expect(answer.status).toBe(200)
      for (const { code } of answer.body.errors ?? []) expect(code).toMatch(/^tracking\.\w+$/)
    }),
    { seed, numRuns: 60 },
  )
  await digestMessages(ctx)
  const left = await ctx.db.selectFrom('tracking_messages').select(['error', 'body']).where('state', '<>', 'digested').execute()
  for (const { error } of left) expect(error).toMatch(/^(?:tracking|orders)\.\w+$/)
})

test.each(SEEDS)('no bytes break the taking, and what is refused gets a code (seed %i)', async (seed) => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), fc.constantFrom('identity', 'gzip', 'br', 'x'), async (bytes, encoding) => {
      const answer = await post(Buffer.from(bytes), { 'content-encoding': encoding })
      expect([400, 413]).toContain(answer.status)
      expect(answer.body.error.code).toMatch(/^(?:tracking|core)\.\w+$/)
    }),
    { seed, numRuns: 60 },
  )
})

test('what no database or person can read is refused by name', async () => {
  const deep = '{"a":'.repeat(10_000) + '1' + '}'.repeat(10_000)
  const track = (over: string) => `{"type":"track","userId":"u1","event":"E",${over}}`
  const answer = await post(
    `{"batch":[${track(`"properties":${deep}`)},${track('"properties":{"a":{"b":"x\\u0000"}}')},${track('"properties":{"\\u0000":1}')},${track('"timestamp":"-271821-04-20"')},${track('"timestamp":"yesterday"')},${track('"properties":{"n":1e999,"__proto__":{"isAdmin":true},"half":"\\ud800"}')}]}`,
  )
  expect(answer.body.errors).toMatchObject([
    { index: 0, code: 'tracking.too_deep' },
    { index: 1, code: 'tracking.nul_character', path: 'properties.a.b' },
    { index: 2, code: 'tracking.nul_character', path: 'properties' },
    { index: 3, code: 'tracking.bad_time', path: 'timestamp' },
    { index: 4, code: 'tracking.bad_time', path: 'timestamp' },
  ])
  const [last] = await ctx.db.selectFrom('tracking_messages').select('body').orderBy('id', 'desc').limit(1).execute()
  expect(last?.body).toMatchObject({ properties: { n: null, half: '\ufffd' } })
  expect(JSON.stringify(last?.body)).not.toContain('__proto__')
})
