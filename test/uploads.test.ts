import { gzipSync } from 'node:zlib'
import { beforeAll, expect, test } from 'vitest'
import { testApp, testCtx, type TestApp } from '#test/lab'
import type { Caller } from './caller.ts'

/** A picture of one point. */
const PNG = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64')
const ORDERS = 'Order,Customer,Date,Amount\n1,a,2026-01-02,5\n'
const DAYS = { name: 'Days', replaces: '' }

let app: TestApp
let owner: Caller

beforeAll(async () => {
  app = await testApp(await testCtx({ now: new Date() }))
  owner = app.as('owner')
})

const codeOf = async (answer: ReturnType<Caller['get']>) => {
  const { status, body } = await answer
  return [status, body.error?.code]
}

test('a table is read by its bytes, whatever its name ends in', async () => {
  for (const [name, content] of [
    ['orders.png', ORDERS],
    ['orders', ORDERS],
    ['orders.csv', gzipSync(ORDERS)],
  ] as const) {
    const { status, body } = await owner.upload('/api/imports', name, content)
    expect([status, body.import?.fileName]).toEqual([201, name])
  }
})

test.each([
  ['a picture', PNG],
  ['a program', Buffer.concat([Buffer.from('\u007fELF\u0002\u0001\u0001', 'latin1'), Buffer.alloc(300)])],
  ['a document', Buffer.from('%PDF-1.7\n%\u00e2\u00e3\u00cf\u00d3\n1 0 obj\n<</Type/Catalog>>\nendobj\n', 'latin1')],
  ['a page with a script', Buffer.from('<!doctype html><script>alert(1)</script>')],
])('%s that calls itself a table is refused, or read as text and never shown as anything else', async (_what, bytes) => {
  const { status, headers } = await owner.upload('/api/imports', 'orders.csv', bytes)
  expect([201, 400]).toContain(status)
  expect(headers['content-type']).toMatch(/^application\/json/)
})

test('names of files lose folders, ends of lines and letters that turn the reading about', async () => {
  for (const [name, shown] of [
    ['../../etc/passwd.csv', 'passwd.csv'],
    ['a\u202Evsc.exe', 'avsc.exe'],
    ['می‌خواهم.csv', 'می‌خواهم.csv'],
  ] as const) {
    expect((await owner.upload('/api/imports', name, ORDERS)).body.import.fileName).toBe(shown)
  }
  const part = `--b\r\ncontent-disposition: form-data; name="file"; filename="x\0y.csv"\r\n\r\n${ORDERS}\r\n--b--\r\n`
  const sent = await owner.post('/api/imports', part, { 'content-type': 'multipart/form-data; boundary=b' })
  expect([sent.status, sent.body.import.fileName]).toEqual([201, 'xy.csv'])
})

test('a logo is a picture by its own bytes, whatever its name and type say', async () => {
  const svg = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
  expect(await codeOf(owner.upload('/api/workspace/logo', 'logo.png', svg))).toEqual([400, 'workspaces-brand.logo_svg'])
  expect(await codeOf(owner.upload('/api/workspace/logo', 'logo.png', '<html><script>1</script>'))).toEqual([
    400,
    'workspaces-brand.logo_type',
  ])
  expect(await codeOf(owner.upload('/api/workspace/logo', 'logo.png', PNG.subarray(0, 20)))).toEqual([400, 'workspaces-brand.logo_broken'])
  expect(await codeOf(owner.upload('/api/workspace/logo', 'logo.png', Buffer.alloc(600_000, PNG)))).toEqual([
    413,
    'workspaces-brand.logo_large',
  ])
})

test('a picture with a page behind it is shown as a picture and nothing else', async () => {
  const both = Buffer.concat([PNG, Buffer.from('<script>alert(1)</script>')])
  const { status, body } = await owner.upload('/api/workspace/logo', 'page.html', both)
  expect(status).toBe(200)
  const { headers } = await app.anonymous().get(`/p/logo/${app.workspace.id}/${body.logo}`)
  expect(headers).toMatchObject({
    'content-type': 'image/png',
    'x-content-type-options': 'nosniff',
    'content-security-policy': "default-src 'none'; sandbox",
  })
})

test('a calendar is a calendar by what stands in it', async () => {
  for (const content of [PNG, ORDERS, '<html>']) {
    expect(await codeOf(owner.upload('/api/hours/calendars', 'days.ics', content, DAYS))).toEqual([400, 'workspaces-hours.not_ical'])
  }
})

test('a form of many parts, long fields or two files is refused', async () => {
  const many = Object.fromEntries(Array.from({ length: 50 }, (_, n) => [`field${n}`, 'x']))
  for (const answer of [
    owner.upload('/api/hours/calendars', 'days.ics', 'x', { ...DAYS, ...many }),
    owner.upload('/api/hours/calendars', 'days.ics', 'x', { ...DAYS, name: 'x'.repeat(100_000) }),
  ]) {
    expect((await answer).status).toBeGreaterThanOrEqual(400)
    expect((await answer).status).toBeLessThan(500)
  }
})
