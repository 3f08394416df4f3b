import { connect } from 'node:net'
import { beforeAll, expect, test } from 'vitest'
import { createApp } from '../app/http.ts'
import { atEnd, testApp, testCtx, type TestCtx } from '#test/lab'
import { callerOf, type Caller } from './caller.ts'

let ctx: TestCtx
let owner: Caller
let port: number

beforeAll(async () => {
  ctx = await testCtx({ now: new Date() })
  const lab = await testApp(ctx)
  owner = lab.as('owner')
  const app = await createApp(ctx.server)
  atEnd(() => app.close())
  port = Number(new URL(await app.listen({ host: '127.0.0.1', port: 0 })).port)
})

/** All that is answered to these bytes. */
function said(bytes: string): Promise<string> {
  return new Promise((resolve) => {
    let text = ''
    const socket = connect(port, '127.0.0.1', () => socket.write(bytes))
    socket.on('data', (data) => (text += String(data)))
    socket.on('error', () => resolve(text))
    socket.on('close', () => resolve(text))
  })
}

test.each([
  ['an address', `GET /${'a'.repeat(20_000)} HTTP/1.1\r\nHost: x\r\n\r\n`],
  ['one header', `GET / HTTP/1.1\r\nHost: x\r\nX: ${'a'.repeat(20_000)}\r\n\r\n`],
  ['many headers', `GET / HTTP/1.1\r\nHost: x\r\n${'X: a\r\n'.repeat(4_000)}\r\n`],
])('%s of more than 16 kB is refused in words of ours', async (_what, bytes) => {
  expect(await said(bytes)).toMatch(/^HTTP\/1\.1 431 .*"code":"core\.too_large"/s)
})

test('a body of more than a megabyte is refused before it is read, and so is one that grows beyond it', async () => {
  const head = 'POST /api/auth/sign-in/email HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Type: application/json\r\n'
  expect(await said(`${head}Content-Length: 2000000\r\n\r\n`)).toMatch(/^HTTP\/1\.1 413 .*"code":"core\.too_large"/s)
  const chunk = `10000\r\n${'1'.repeat(0x10000)}\r\n`
  expect(await said(`${head}Transfer-Encoding: chunked\r\n\r\n${chunk.repeat(17)}`)).toMatch(/^HTTP\/1\.1 413 /)
})

test('JSON of any depth is refused as what it is', async () => {
  const deep = (open: string, close: string) => `${open.repeat(90_000)}1${close.repeat(90_000)}`
  const headers = { 'content-type': 'application/json' }
  for (const body of [deep('[', ']'), deep('{"all":[', ']}'), `{"condition":${deep('{"all":[', ']}')}}`, '{"__proto__":{"a":1}}']) {
    for (const path of ['/api/segments', '/api/auth/sign-in/email', '/api/customers']) {
      const { status } = await owner.post(path, body, headers)
      expect([path, status]).toEqual([path, 400])
    }
  }
})

test('calls are counted by the network behind a long address, and files more closely than pages', async () => {
  const app = await createApp(ctx.server, { perMinute: 100 })
  atEnd(() => app.close())
  const from = (remoteAddress: string, url: string) => app.inject({ url, remoteAddress })
  const remaining = async (address: string, url: string) => Number((await from(address, url)).headers['x-ratelimit-remaining'])
  expect(await remaining('2001:db8:1:2::1', '/api/customers')).toBe(99)
  expect(await remaining('2001:db8:1:2:ffff::9', '/api/customers')).toBe(98)
  expect(await remaining('2001:db8:1:3::1', '/api/customers')).toBe(99)
  for (const path of ['/api/customers/export', '/api/orders/export', '/api/audit/export'])
    expect(await remaining('203.0.113.1', path)).toBe(59)
})

test('a session of the screens is no key of the API, and a write of no page of ours is refused wherever a cookie counts', async () => {
  const app = await createApp(ctx.server)
  atEnd(() => app.close())
  const foreign = callerOf(app, owner.cookie)
  for (const path of ['/api/auth/sign-out', '/api/auth/sign-in/email', '/api/workspaces', '/api/account/sessions', '/api/imports']) {
    const { status, body } = await foreign.post(path, {}, { origin: 'https://evil.example' })
    expect([path, status, body.error.code]).toEqual([path, 403, 'core.foreign_page'])
  }
  expect((await foreign.get('/api/v1/customers')).status).toBe(401)
})
