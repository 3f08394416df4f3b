import { connect } from 'node:net'
import fastify from 'fastify'
import { expect, test } from 'vitest'
import { testApp } from '#test/lab'
import { answerNonsense } from './http-errors.ts'
import { hurryBodies } from './slow-bodies.ts'

/** All that is answered to these bytes until the connection ends. */
function said(port: number, bytes: string): Promise<string> {
  return new Promise((resolve) => {
    let text = ''
    const socket = connect(port, '127.0.0.1', () => socket.write(bytes))
    socket.on('data', (data) => (text += String(data)))
    socket.on('close', () => resolve(text))
    socket.on('error', () => resolve(text))
  })
}

async function listening(): Promise<number> {
  const app = fastify({ requestTimeout: 0, clientErrorHandler: answerNonsense })
  hurryBodies(app, 100)
  app.post('/', async ({ body }) => ({ body }))
  return Number(new URL(await app.listen({ host: '127.0.0.1', port: 0 })).port)
}

test('Who sends a body too slowly is told so and hung up on', async () => {
  const port = await listening()
  const head = 'POST / HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n'
  expect(await said(port, `${head}Content-Length: 100\r\n\r\n{"a"`)).toMatch(/^HTTP\/1\.1 408 .*"code":"core\.too_slow"/s)
  expect(await said(port, `${head}Connection: close\r\nContent-Length: 7\r\n\r\n{"a":1}`)).toMatch(/^HTTP\/1\.1 200 .*"a":1/s)
})

test('What is no HTTP gets an answer of ours', async () => {
  const port = await listening()
  expect(await said(port, 'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n')).toMatch(
    /^HTTP\/1\.1 400 .*"code":"core\.invalid_input"/s,
  )
  expect(await said(port, `GET / HTTP/1.1\r\nHost: x\r\nX: ${'a'.repeat(20_000)}\r\n\r\n`)).toMatch(
    /^HTTP\/1\.1 431 .*"code":"core\.too_large"/s,
  )
})

test('An address that is none is invalid input', async () => {
  const { body, status } = await (await testApp()).anonymous().get('/v1/%ff%00')
  expect([status, body]).toEqual([400, { error: { code: 'core.invalid_input', details: {} } }])
})
