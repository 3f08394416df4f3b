import { beforeAll, expect, test } from 'vitest'
import { countAttempt } from '#core/attempts'
import { makeCustomer } from '../modules/customers/make.ts'
import { imported } from '../modules/imports/make.ts'
import { testApp, testCtx, type TestApp, type TestCtx } from '#test/lab'
import { GUARDED, withQuery, type Titled } from './matrix/routes.ts'

/** Streams that are no files, or whole files of another kind. */
const OTHERS = ['GET /api/live', 'GET /api/operations/backups/:id/file', 'GET /api/workspace/exports/:id/file']
const FILES = GUARDED.filter(({ endpoint, title }) => endpoint.gives === 'stream' && !OTHERS.includes(title))

/** Runs a program, or tells a stranger what stands in the next cell, in one spreadsheet or another. */
const EVIL = ['=cmd|calc', '@SUM(1)', '+HYPERLINK(1)', '-2+3+cmd', '＝1+1']
/** What a cell may begin with: none of the signs of a formula, unless the whole is a number. */
const HARMLESS = /^(?![=+\-@\t\r\n＝＋－＠])|^[+-][\d.,\s]*$/

let ctx: TestCtx
let app: TestApp
const ids: Record<string, string> = {}

beforeAll(async () => {
  ctx = await testCtx({ now: new Date() })
  app = await testApp(ctx)
  const owner = app.as('operator')
  const lines = EVIL.flatMap((evil, n) => [
    `${evil},${evil},2026-01-0${n + 1},5,${evil},${evil}`,
    `${evil}x,${evil},never,5,${evil},${evil}`,
  ])
  ids['GET /api/imports/:id/skipped/file'] = (await imported(ctx, `Order,Customer,Date,Amount,Product,Status\n${lines.join('\n')}\n`)).id
  for (const name of EVIL) await makeCustomer(ctx, { name, email: `a${EVIL.indexOf(name)}@shop.example` })
  ids['GET /api/privacy/customers/:id/export'] = (await makeCustomer(ctx, { name: EVIL[0] ?? '' })).id
  const incident = { title: '=1+1', happenedAt: '2026-03-01', textFa: 'x'.repeat(60), textEn: 'x'.repeat(60), affected: { all: true } }
  ids['GET /api/privacy/incidents/:id/export'] = (await owner.post('/api/privacy/incidents', incident)).body.id
  await owner.post('/api/roles', { name: EVIL[0], permissions: ['orders:read'] })
})

/** The cells of RFC 4180. */
function cellsOf(csv: string): string[] {
  return [...csv.replace(/^\uFEFF/, '').matchAll(/"((?:[^"]|"")*)"|([^,"\r\n]+)/g)].map(
    ([, quoted, plain = '']) => quoted?.replaceAll('""', '"') ?? plain,
  )
}

test.each(FILES)('$title runs no formula in a spreadsheet', async ({ endpoint, url, title }: Titled) => {
  const path = withQuery(endpoint, url.replace(/:\w+/, ids[title] ?? ''), ids[title] ?? '')
  const { status, text, headers } = await app.as('operator').get(path)
  expect(status).toBe(200)
  // A table is CSV unless asked for otherwise; what people are told about themselves is a page, which no spreadsheet opens.
  expect(headers['content-type']).toMatch(
    title.startsWith('GET /api/privacy/customers') ? /^(?:application\/json|text\/html)/ : /^text\/csv/,
  )
  if (String(headers['content-type']).startsWith('text/csv')) expect(cellsOf(text).filter((cell) => !HARMLESS.test(cell))).toEqual([])
})

test('the hostile names did come into the files, as text', async () => {
  const owner = app.as('operator')
  const asked = '?format=csv&language=en'
  for (const path of [
    `/api/customers/export${asked}`,
    `/api/orders/export${asked}`,
    `/api/imports/${ids['GET /api/imports/:id/skipped/file']}/skipped/file`,
  ]) {
    expect((await owner.get(path)).text, path).toContain("'=cmd|calc")
  }
})

test('somebody who takes file after file waits, from wherever they ask', async () => {
  const { caller, userId } = await app.joined('owner')
  for (let n = 0; n < 300; n++)
    await countAttempt(ctx.server.db, `file:/api/customers/export:member:${userId}`, { most: 1_000, windowSeconds: 900 }, new Date())
  const { status, body, headers } = await caller.open('GET', '/api/customers/export')
  expect([status, body.error.code]).toEqual([429, 'core.too_many_requests'])
  expect(Number(headers['retry-after'])).toBeGreaterThan(0)
  expect((await caller.get('/api/customers')).status).toBe(200)
})
