import { randomUUIDv7 } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { SLOW_SECONDS } from '#core/metrics'
import type { Server } from '#core/server'
import { trustsOf, type TrustedProxies } from '#core/trusted-proxy'

/** Who asked, by ids: names and addresses of people never reach a log. */
interface Who {
  readonly user: string | null
  /** Null for who was let into none. */
  readonly workspace: string | null
}

const WHO = 'who'
/** What nginx (32 digits), Caddy and most balancers give. Anything else could smuggle a person's data into the log. */
const REQUEST_ID = /^[0-9a-f]{8}-?(?:[0-9a-f]{4}-?){3}[0-9a-f]{12}$/i

/** How a request is named: by a proxy that is believed, else by us. */
export function requestIds(trusted: TrustedProxies | null): (request: IncomingMessage) => string {
  const trusts = trustsOf(trusted)
  return ({ headers, socket }) => {
    const given = headers['x-request-id']
    const isGiven = typeof given === 'string' && REQUEST_ID.test(given) && trusts?.(socket.remoteAddress ?? '', 0)
    return isGiven ? given.toLowerCase() : randomUUIDv7()
  }
}

/** Remembers for the log line who a request is from, also when it is refused then. */
export function noteWho(request: FastifyRequest, who: Who): void {
  request.setDecorator<Who | null>(WHO, who)
}

const refusals = new WeakMap<FastifyRequest, string>()

/** Remembers for the log line why a request was refused. A code says what was tried, never by which words. */
export function noteRefusal(request: FastifyRequest, code: string): void {
  refusals.set(request, code)
}

/** One line and one measurement for each request. */
export function logRequests(app: FastifyInstance, { log, metrics }: Pick<Server, 'log' | 'metrics'>): void {
  app.decorateRequest(WHO, null)
  app.addHook('onResponse', async (request, reply) => {
    const answered = { method: request.method, route: request.routeOptions.url ?? 'none', status: reply.statusCode }
    const who = request.getDecorator<Who | null>(WHO)
    const code = refusals.get(request)
    const line = { request: request.id, ...answered, ms: Math.round(reply.elapsedTime), ...(code === undefined ? {} : { code }), ...who }
    // An open page is no request that takes long.
    if (isStream(reply)) return log.info(line, 'stream ended')
    const seconds = reply.elapsedTime / 1000
    metrics.answered({ ...answered, seconds })
    if (seconds >= SLOW_SECONDS && !isTransfer(request, reply)) log.warn(line, 'slow request')
    else log.info(line, 'request')
  })
}

const isStream = (reply: FastifyReply) => String(reply.raw.getHeader('content-type') ?? '').startsWith('text/event-stream')

/** Files take as long as the other side's line. */
function isTransfer({ headers }: FastifyRequest, reply: FastifyReply): boolean {
  return (headers['content-type'] ?? '').startsWith('multipart/') || reply.raw.getHeader('content-disposition') !== undefined
}
