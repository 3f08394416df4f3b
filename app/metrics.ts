import { createHash, timingSafeEqual } from 'node:crypto'
import { createServer as createListener, type Server as Listener } from 'node:http'
import { once } from 'node:events'
import type { FastifyInstance } from 'fastify'
import { portRefusal } from './port-refusal.ts'
import { SOURCES } from './sources.ts'
import { answerMissing } from '#core/http-errors'
import type { Server } from '#core/server'
import { metricsOver } from '#modules/operations'

const A_MINUTE = 60

/** `/metrics` of the main port, for who knows the token. Where no token is set, or a port of its own, nothing has this address. */
export function serveMetrics(app: FastifyInstance, server: Server): void {
  const { metricsToken, metricsPort } = server.config
  if (metricsToken === null || metricsPort !== null) return
  const { type, text } = metricsOver(server, SOURCES)
  app.get('/metrics', { schema: { hide: true }, config: { rateLimit: { max: A_MINUTE, timeWindow: 60_000 } } }, async (request, reply) => {
    if (!opens(metricsToken, request.headers.authorization)) return answerMissing(request, reply)
    return reply
      .type(type)
      .header('cache-control', 'no-store')
      .send(await text())
  })
}

/** `/metrics` on a port of its own; null when none is set. The caller closes it. */
export async function listenForMetrics(server: Server): Promise<Listener | null> {
  const { metricsToken, metricsPort, metricsHost } = server.config
  if (metricsPort === null) return null
  const { type, text } = metricsOver(server, SOURCES)
  const listener = createListener((request, response) => {
    const isWanted = request.method === 'GET' && request.url?.split('?', 1)[0] === '/metrics'
    if (!isWanted || (metricsToken !== null && !opens(metricsToken, request.headers.authorization))) {
      response.writeHead(404).end()
      return
    }
    text().then(
      (metrics) => response.writeHead(200, { 'content-type': type, 'cache-control': 'no-store' }).end(metrics),
      () => response.writeHead(500).end(),
    )
  })
  listener.listen(metricsPort, metricsHost)
  try {
    await once(listener, 'listening')
  } catch (error) {
    throw portRefusal(error, { host: metricsHost, port: metricsPort })
  }
  return listener
}

/** Compared as hashes of one length, in a time that tells nothing. */
function opens(token: string, authorization: string | undefined): boolean {
  const hash = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(hash(`Bearer ${token}`), hash(authorization ?? ''))
}
