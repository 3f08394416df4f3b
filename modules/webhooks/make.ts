import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { runAllReactions, testApp, testCtx } from '#test/lab'
import type { NewEndpoint } from './api.ts'
import { createEndpoint } from './endpoints.ts'
import { sendDue } from './send.ts'

/** What a receiver got. */
export interface Got {
  readonly headers: IncomingHttpHeaders
  readonly body: string
  readonly path: string
}

type Answer = (response: ServerResponse, got: Got) => void

/** A server of a customer's own on this machine, answering 204 unless told otherwise. */
export async function makeReceiver(ends: (end: () => Promise<void>) => void) {
  const got: Got[] = []
  let answer: Answer = (response) => response.writeHead(204).end()
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const one = { headers: request.headers, body: Buffer.concat(chunks).toString(), path: request.url ?? '' }
      got.push(one)
      answer(response, one)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  ends(async () => {
    server.closeAllConnections()
    server.close()
  })
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    url,
    got,
    answers: (next: Answer) => (answer = next),
    fails: (status = 500) => (answer = (response) => response.writeHead(status).end('no')),
  }
}

/** A shop that sends its events to receivers on this machine, at a time that tests move. */
export async function makeSender() {
  const ctx = await testCtx()
  const app = await testApp(ctx)
  const outlet = { secret: ctx.server.config.secret, allowPrivate: true }
  // Routes and reactions look at the real clock, so this one may only be ahead of it.
  const time = { now: new Date(Date.now() + 60_000) }
  const at = () => ({ ...ctx, now: time.now })
  return {
    ctx,
    app,
    outlet,
    time,
    /** Lets so much time go by. */
    passes: (ms: number) => (time.now = new Date(time.now.getTime() + ms)),
    endpoint: (url: string, events: string[] | null = null): Promise<NewEndpoint> =>
      createEndpoint(at(), { url, description: '', events }, outlet),
    react: () => runAllReactions(ctx),
    send: (endpointId: string, more: { allowPrivate?: boolean } = {}) =>
      sendDue(at(), endpointId, { outlet: { ...outlet, ...more }, clock: () => time.now, shareMs: 60_000 }),
    deliveries: () => ctx.db.selectFrom('webhooks_deliveries').selectAll().orderBy('created_at').orderBy('id').execute(),
  }
}
