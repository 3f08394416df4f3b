import type { FastifyInstance, FastifyRequest } from 'fastify'
import { answerNonsense } from '#core/http-errors'

/**
 * Hangs up on whoever takes longer than this to send a body that is read before its route: nobody holds a connection by a byte a minute. Uploads are
 * read by their routes, and may take as long as they need.
 */
export function hurryBodies(app: FastifyInstance, limitMs: number): void {
  const timers = new WeakMap<FastifyRequest, NodeJS.Timeout>()
  const arrived = async (request: FastifyRequest) => clearTimeout(timers.get(request))
  app.addHook('preParsing', async (request) => {
    const tooSlow = () => answerNonsense({ code: 'ERR_HTTP_REQUEST_TIMEOUT' }, request.raw.socket)
    timers.set(request, setTimeout(tooSlow, limitMs))
  })
  app.addHook('preValidation', arrived)
  app.addHook('onResponse', arrived)
  app.addHook('onRequestAbort', arrived)
}
