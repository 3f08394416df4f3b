import { createServer } from 'node:http'
import { connect, type Socket } from 'node:net'
import { Readable } from 'node:stream'
import { setTimeout as wait } from 'node:timers/promises'
import fastify from 'fastify'
import { expect, test, vi } from 'vitest'
import { atEnd } from '#test/endings'
import { cutSilent, limitConnections } from './connections.ts'
import { answerNonsense } from './http-errors.ts'

const LIMIT = 150
const HEAD = 'HTTP/1.1\r\nHost: x\r\n'

async function listening() {
  const app = fastify({
    requestTimeout: 0,
    clientErrorHandler: answerNonsense,
    http: { headersTimeout: LIMIT, connectionsCheckingInterval: LIMIT / 3 },
  })
  cutSilent(app, LIMIT)
  app.addContentTypeParser('*', (_request, body, done) => done(null, body))
  app.get('/large', async (_request, reply) => reply.send(Readable.from(endless())))
  app.get('/slow', async () => wait(3 * LIMIT, 'worth the wait'))
  app.post('/upload', async ({ body }) => ({ bytes: (await Array.fromAsync(body as Readable)).length }))
  atEnd(() => app.close())
  return Number(new URL(await app.listen({ host: '127.0.0.1', port: 0 })).port)
}

function* endless() {
  for (;;) yield Buffer.alloc(65_536)
}

function open(port: number, bytes: string): { socket: Socket; ended: Promise<string> } {
  let text = ''
  const socket = connect(port, '127.0.0.1', () => socket.write(bytes))
  socket.on('data', (data) => (text += String(data)))
  const ended = new Promise<string>((resolve) => {
    socket.on('error', () => resolve(text))
    socket.on('close', () => resolve(text))
  })
  return { socket, ended }
}

test('who sends headers too slowly, or nothing at all, is told so and hung up on', async () => {
  const port = await listening()
  const told = await Promise.all([open(port, `GET /slow ${HEAD}X-A`).ended, open(port, '').ended])
  for (const text of told) expect(text).toMatch(/^HTTP\/1\.1 408 .*"code":"core\.too_slow"/s)
})

test('who never reads a large answer is hung up on', async () => {
  const port = await listening()
  const { socket } = open(port, `GET /large ${HEAD}\r\n`)
  socket.pause()
  await wait(6 * LIMIT)
  const ended = new Promise<boolean>((resolve) => {
    socket.on('error', () => resolve(true))
    socket.on('close', () => resolve(true))
  })
  socket.resume()
  expect(await ended).toBe(true)
})

test('who reads slowly but steadily gets all of it, and an answer that takes us long comes', async () => {
  const port = await listening()
  const { socket, ended } = open(port, `GET /large ${HEAD}\r\n`)
  let closed = false
  void ended.then(() => (closed = true))
  for (let n = 0; n < 12; n++) {
    socket.pause()
    await wait(LIMIT / 3)
    socket.resume()
    await wait(LIMIT / 3)
  }
  expect(closed).toBe(false)
  socket.destroy()
  expect(await open(port, `GET /slow ${HEAD}Connection: close\r\n\r\n`).ended).toContain('worth the wait')
})

test('an upload may take long while it moves, and is hung up on when it stands still', async () => {
  const port = await listening()
  const head = `POST /upload ${HEAD}Content-Type: a/b\r\nConnection: close\r\nContent-Length: 12\r\n\r\n`
  const moving = open(port, head)
  for (let n = 0; n < 12; n++) {
    await wait(LIMIT / 3)
    moving.socket.write('x')
  }
  expect(await moving.ended).toMatch(/^HTTP\/1\.1 200 .*"bytes":\d+/s)
  expect(await open(port, `${head}xxx`).ended).toBe('')
})

test('one address opens so many connections and no more; a proxy speaks for many', async () => {
  for (const [isMany, expected] of [
    [false, 2],
    [true, 3],
  ] as const) {
    const server = createServer((_request, response) => response.end('in'))
    limitConnections(server, { most: 10, mostFromOne: 2, isMany: () => isMany })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    atEnd(async () => void server.close())
    const address = server.address()
    const port = typeof address === 'object' && address ? address.port : 0
    const clients = [1, 2, 3].map(() => open(port, `GET / ${HEAD}\r\n`))
    const openOnes = () => clients.filter(({ socket }) => !socket.closed)
    await vi.waitFor(() => expect(openOnes()).toHaveLength(expected), 2_000)
    for (const { socket } of clients) socket.destroy()
    await vi.waitFor(async () => expect(await open(port, `GET / ${HEAD}Connection: close\r\n\r\n`).ended).toContain('in'), 2_000)
  }
})
