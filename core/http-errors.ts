import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import { AppError, type ErrorDetails, type ErrorKind } from '#core/errors'
import type { Server } from '#core/server'

const STATUS: Record<ErrorKind, number> = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  refused: 409,
  too_large: 413,
  too_many: 429,
}

/** What Fastify itself refuses before a route is reached. */
const REFUSED_BY_FASTIFY: Readonly<Record<number, string>> = {
  400: 'core.invalid_input',
  413: 'core.too_large',
  406: 'core.unsupported_type',
  415: 'core.unsupported_type',
}

/** Answers an error as `{ error: { code, details } }`. What is not an AppError is our mistake: logged, and told only by its request id. */
export function answerError(server: Server, error: unknown, request: FastifyRequest, reply: FastifyReply): void {
  if (error instanceof AppError) {
    if (error.kind === 'too_many') void reply.header('retry-after', String(error.details.seconds ?? 60))
    return answerCode(reply, STATUS[error.kind], error.code, error.details)
  }
  const status = statusOf(error)
  const code = REFUSED_BY_FASTIFY[status]
  if (code) return answerCode(reply, status, code, {})
  server.log.error({ err: error, request: request.id, route: request.routeOptions.url }, 'request failed')
  answerCode(reply, 500, 'core.internal', { requestId: request.id })
}

/** Nothing has this address. */
export function answerMissing(reply: FastifyReply): void {
  answerCode(reply, 404, 'core.not_found', {})
}

function answerCode(reply: FastifyReply, status: number, code: string, details: ErrorDetails): void {
  void reply
    .status(status)
    .type('application/json; charset=utf-8')
    .send(JSON.stringify({ error: { code, details } }))
}

function statusOf(error: unknown): number {
  return isFastifyError(error) ? (error.statusCode ?? 500) : 500
}

function isFastifyError(error: unknown): error is FastifyError {
  return error instanceof Error && 'statusCode' in error
}
