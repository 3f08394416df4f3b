import { pino } from 'pino'
import { beforeAll, expect, test } from 'vitest'
import { createApp } from '../app/http.ts'
import { logOptions } from '#core/log'
import type { Server } from '#core/server'
import { readTrustedProxies, trustsOf } from '#core/trusted-proxy'
import { atEnd, testApp, type TestApp } from '#test/lab'

let app: TestApp

beforeAll(async () => {
  app = await testApp()
})

const ID = '0199aaaa00007000800000000000beef'

const apps = new Map<string | undefined, ReturnType<typeof createApp>>()

/** The application with this TRUST_PROXY. */
function trusting(trust: string | undefined) {
  const trustProxy = readTrustedProxies(trust) ?? null
  const made = apps.get(trust) ?? createApp({ ...app.server, config: { ...app.server.config, trustProxy } }, { perMinute: 10 })
  if (!apps.has(trust)) atEnd(async () => (await made).close())
  apps.set(trust, made)
  return made
}

/** What becomes of a sign-in through a proxy, from a page at the proxy's address. */
async function seen(trust: string | undefined, remoteAddress: string, headers: Record<string, string>) {
  const http = await trusting(trust)
  const answer = await http.inject({
    method: 'POST',
    url: '/api/auth/sign-out',
    remoteAddress,
    headers: { origin: 'https://crm.example.com', host: '127.0.0.1:3000', ...headers },
  })
  return { status: answer.statusCode, id: answer.headers['x-request-id'] }
}

const FORWARDED = {
  'x-forwarded-for': '203.0.113.9',
  'x-forwarded-host': 'crm.example.com',
  'x-forwarded-proto': 'https',
  'x-request-id': ID,
}

test.each([
  ['loopback', '127.0.0.1'],
  ['1', '10.0.0.5'],
  ['10.0.0.0/8, ::1', '::ffff:10.1.2.3'],
])('behind a proxy that TRUST_PROXY=%s names, its host and request id are believed', async (trust, from) => {
  expect(await seen(trust, from, FORWARDED)).toEqual({ status: 204, id: ID })
})

test.each([
  [undefined, '127.0.0.1'],
  ['loopback', '198.51.100.7'],
  ['1', '198.51.100.7'],
  ['10.0.0.0/8', '192.168.1.1'],
])('with TRUST_PROXY=%s, what %s says of itself changes nothing', async (trust, from) => {
  const answer = await seen(trust, from, FORWARDED)
  expect(answer).toMatchObject({ status: 403 })
  expect(answer.id).not.toBe(ID)
})

test('an id that could be a name or a phone is not taken over', async () => {
  for (const id of ['09121234567', 'sara', 'x'.repeat(500)]) {
    expect((await seen('loopback', '127.0.0.1', { ...FORWARDED, 'x-request-id': id })).id).toMatch(/^[0-9a-f-]{36}$/)
  }
})

test.each([
  ['loopback', '127.0.0.1', 0, true],
  ['loopback', '::1', 0, true],
  ['loopback', '10.0.0.1', 0, false],
  ['2', '10.0.0.1', 0, true],
  ['2', '203.0.113.1', 0, false],
  ['2', '203.0.113.1', 1, true],
  ['2', '203.0.113.1', 2, false],
  ['192.0.2.1', '192.0.2.1', 0, true],
  ['192.0.2.1', 'nonsense', 0, false],
])('TRUST_PROXY=%s, %s at step %i: %s', (trust, address, hop, believed) => {
  expect(trustsOf(readTrustedProxies(trust) ?? null)?.(address, hop)).toBe(believed)
})

test('limits count the visitor behind a proxy that is believed, and the peer behind one that is not', async () => {
  const limited = async (trust: string | undefined) => {
    const http = await trusting(trust)
    const statuses = []
    for (let at = 0; at < 15; at++) {
      const headers = { 'x-forwarded-for': `203.0.113.${at}` }
      statuses.push((await http.inject({ url: '/api/session', remoteAddress: '127.0.0.1', headers })).statusCode)
    }
    return statuses.includes(429)
  }
  expect(await limited('loopback')).toBe(false)
  expect(await limited(undefined)).toBe(true)
})

test('hundreds of requests full of people leave no name, phone, e-mail, token or query in any line of the log', async () => {
  const lines: string[] = []
  const log = pino(logOptions('trace'), { write: (line: string) => void lines.push(line) })
  const server: Server = { ...app.server, log }
  const http = await createApp(server, { perMinute: 1_000_000 })
  atEnd(() => http.close())
  const cookie = (await app.as('owner').cookie()) ?? ''
  const planted = ['Plantedname', '09129876543', 'planted@example.com', 'planted-token', 'پلانتد']
  const [name, phone, email, token, persian] = planted
  const bodies = [
    { name, phones: [phone], emails: [email] },
    { email, password: token },
    { userId: phone, traits: { name: persian, email, phone } },
    { type: name },
  ]
  const paths = [
    '/api/customers',
    '/api/auth/sign-in/email',
    '/v1/identify',
    '/v1/track',
    '/api/orders',
    '/api/account/password-reset',
    `/api/customers/${name}`,
    `/p/consent/${token}`,
    `/hooks/${token}`,
    '/api/segments',
  ]
  for (const path of paths) {
    for (const body of bodies) {
      const headers = {
        cookie,
        origin: 'http://localhost:3000',
        authorization: `Bearer ${token}`,
        'user-agent': name,
        'x-request-id': phone,
      }
      for (const method of ['GET', 'POST', 'PUT', 'DELETE'] as const) {
        await http.inject({
          method,
          url: `${path}?q=${encodeURIComponent(`${persian} ${phone}`)}&email=${email}`,
          headers,
          ...(method === 'GET' ? {} : { payload: body }),
        })
      }
      await http.inject({
        method: 'POST',
        url: path,
        headers: { ...headers, 'content-type': 'application/json' },
        payload: `{"name": "${name}`,
      })
    }
  }
  expect(lines.length).toBeGreaterThan(150)
  const all = lines.join('')
  for (const word of [...planted, encodeURIComponent(persian ?? '')]) expect(all).not.toContain(word)
  expect(all).toContain(`"workspace":"${app.workspace.id}"`)
})
