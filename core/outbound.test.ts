import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, expect, test } from 'vitest'
import { isPublicAddress, outboundRequest, type Outbound } from '#core/outbound'

const closings: (() => void)[] = []
afterAll(() => closings.forEach((close) => close()))

/** A server on this machine. */
async function serverThat(answers: RequestListener): Promise<string> {
  const server = createServer(answers)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  closings.push(() => {
    server.closeAllConnections()
    server.close()
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

const to = (url: string, over: Partial<Outbound> = {}): Outbound => ({ url, method: 'GET', timeoutMs: 2000, maxBytes: 1000, ...over })
const code = (wanted: Outbound) =>
  outboundRequest(wanted).then(
    () => 'answered',
    (error: { code?: string }) => error.code,
  )

test('a request is sent as asked, and the answer comes back whole', async () => {
  const url = await serverThat((request, response) => {
    void (async () => {
      let body = ''
      for await (const chunk of request) body += String(chunk)
      response.writeHead(201, { 'X-Said': [request.method ?? '', request.headers['x-key'] ?? ''].join(' ') }).end(`got ${body}`)
    })()
  })
  const answer = await outboundRequest(to(`${url}/path`, { method: 'POST', headers: { 'x-key': 'k' }, body: 'سلام', allowPrivate: true }))
  expect([answer.status, answer.headers['x-said'], answer.body.toString()]).toEqual([201, 'POST k', 'got سلام'])
})

test.each([
  'https://127.0.0.1/',
  'https://2130706433/',
  'https://0x7f.1/',
  'https://[::1]/',
  'https://[::ffff:127.0.0.1]/',
  'https://[64:ff9b::7f00:1]/',
  'https://10.0.0.8/',
  'https://169.254.169.254/latest/meta-data',
  'https://0.0.0.0/',
  'https://localhost/',
])('%s is not reached, whether it is written as an address or resolves to one', async (url) => {
  expect(await code(to(url))).toBe('core.outbound_private')
})

test('nothing leaves without encryption, with a password in its address, or to another protocol', async () => {
  expect(await code(to('http://example.com/'))).toBe('core.outbound_insecure')
  expect(await code(to('https://me:secret@example.com/'))).toBe('core.outbound_bad_url')
  expect(await code(to('file:///etc/passwd', { allowPrivate: true }))).toBe('core.outbound_bad_url')
  expect(await code(to('not an address'))).toBe('core.outbound_bad_url')
})

test('a redirect is an answer, not an invitation', async () => {
  const inside = await serverThat((_request, response) => response.end('a secret'))
  const url = await serverThat((_request, response) => response.writeHead(302, { location: inside }).end())
  expect((await outboundRequest(to(url, { allowPrivate: true }))).status).toBe(302)
})

test('an answer that never ends, drips or cannot be had is given up', async () => {
  const endless = await serverThat((_request, response) => {
    response.writeHead(200)
    const more = () => response.write('x'.repeat(500), () => !response.destroyed && setTimeout(more, 1))
    more()
  })
  expect(await code(to(endless, { allowPrivate: true }))).toBe('core.outbound_too_large')
  const silent = await serverThat((_request, response) => void response.writeHead(200).write('a'))
  expect(await code(to(silent, { allowPrivate: true, timeoutMs: 100 }))).toBe('core.outbound_timeout')
  const rude = await serverThat((request) => request.socket.destroy())
  expect(await code(to(rude, { allowPrivate: true }))).toBe('core.outbound_unreachable')
  expect(await code(to('https://no-such-shop.invalid/'))).toBe('core.outbound_unknown_host')
})

test('only addresses of the public internet count as such', () => {
  const open = ['1.1.1.1', '185.143.232.1', '172.32.0.1', '2a00:1450:4001::1', '2606:4700::1111']
  const closed = [
    '192.168.1.1',
    '100.64.0.1',
    '198.18.0.1',
    '255.255.255.255',
    'fd00::1',
    'fe80::1',
    'ff02::1',
    '2002:7f00:1::',
    '::',
    'shop',
  ]
  expect(open.filter(isPublicAddress)).toEqual(open)
  expect(closed.filter(isPublicAddress)).toEqual([])
})
