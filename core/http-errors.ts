import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import type { Socket } from 'node:net'
import { errorText } from '#core/error-words'
import { AppError, type ErrorDetails, type ErrorKind } from '#core/errors'
import { BARE_HEADERS } from '#core/http-headers'
import { noteRefusal } from '#core/request-log'
import type { Server } from '#core/server'
import { preferredLanguage } from '#pure/accept-language'

/** The status of each kind of error. */
export const STATUS = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  refused: 409,
  changed: 412,
  too_large: 413,
  contradicts: 422,
  too_many: 429,
} as const satisfies Record<ErrorKind, number>

/** What Fastify itself refuses before a route is reached. */
const REFUSED_BY_FASTIFY: Readonly<Record<number, string>> = {
  400: 'core.invalid_input',
  413: 'core.too_large',
  406: 'core.unsupported_type',
  415: 'core.unsupported_type',
}

/** Where errors are problem details (RFC 9457), with words in the reader's language. */
const PROBLEM_PREFIX = '/api/v1/'

/** Answers an error as `{ error: { code, details } }`. What is not an AppError is our mistake: logged, and told only by its request id. */
export function answerError(server: Server, error: unknown, request: FastifyRequest, reply: FastifyReply): void {
  const told = toldOf(error)
  if (!told) server.log.error({ err: error, request: request.id, route: request.routeOptions.url }, 'request failed')
  const { status, code, details } = told ?? { status: 500, code: 'core.internal', details: { requestId: request.id } }
  if (status === 429) void reply.header('retry-after', String(details.seconds ?? 60))
  answerCode(request, reply, { status, code, details })
}

/** Nothing has this address. */
export function answerMissing(request: FastifyRequest, reply: FastifyReply): void {
  answerCode(request, reply, { status: 404, code: 'core.not_found', details: {} })
}

/** What is no HTTP request at all, or came too slowly to be one, is answered in words of ours and hung up on. */
export function answerNonsense(error: Readonly<{ code?: string }>, socket: Readonly<Pick<Socket, 'writable' | 'end' | 'destroy'>>): void {
  if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy()
  const [status, code] = NONSENSE[error.code ?? ''] ?? ['400 Bad Request', 'core.invalid_input']
  const body = JSON.stringify({ error: { code, details: {} } })
  const safe = Object.entries(BARE_HEADERS).map(([name, value]) => `${name}: ${value}`)
  const head = ['content-type: application/json; charset=utf-8', `content-length: ${body.length}`, 'connection: close', ...safe]
  socket.end([`HTTP/1.1 ${status}`, ...head, '', body].join('\r\n'))
}

const NONSENSE: Readonly<Record<string, readonly [status: string, code: string]>> = {
  ERR_HTTP_REQUEST_TIMEOUT: ['408 Request Timeout', 'core.too_slow'],
  HPE_HEADER_OVERFLOW: ['431 Request Header Fields Too Large', 'core.too_large'],
}

interface Told {
  readonly status: number
  readonly code: string
  readonly details: ErrorDetails
}

function toldOf(error: unknown): Told | null {
  if (error instanceof AppError) return { status: STATUS[error.kind], code: error.code, details: error.details }
  const status = isFastifyError(error) ? (error.statusCode ?? 500) : 500
  const code = REFUSED_BY_FASTIFY[status]
  return code ? { status, code, details: {} } : null
}

function isFastifyError(error: unknown): error is FastifyError {
  return error instanceof Error && 'statusCode' in error
}

function answerCode(request: FastifyRequest, reply: FastifyReply, told: Told): void {
  noteRefusal(request, told.code)
  if (request.url.startsWith(PROBLEM_PREFIX)) return answerProblem(request, reply, told)
  const { status, code, details } = told
  void reply
    .status(status)
    .type('application/json; charset=utf-8')
    .send(JSON.stringify({ error: { code, details } }))
}

function answerProblem(request: FastifyRequest, reply: FastifyReply, told: Told): void {
  const { status, code, details } = told
  const language = preferredLanguage(request.headers['accept-language'])
  const { fields, ...rest } = details
  const problem = {
    type: `/api/v1/reference#${code}`,
    title: (TITLES[status] ?? TITLES[500])[language],
    status,
    detail: errorText(language, code, details) ?? code,
    code,
    ...(Array.isArray(fields) ? { errors: fields.map((field) => ({ field })) } : {}),
    ...(Object.keys(rest).length > 0 ? { details: rest } : {}),
    instance: `urn:uuid:${dashed(request.id)}`,
  }
  void reply
    .status(status)
    .type('application/problem+json; charset=utf-8')
    .headers({
      'content-language': language,
      vary: 'Accept-Language',
      ...(status === 401 ? { 'www-authenticate': challengeOf(request) } : {}),
    })
    .send(JSON.stringify(problem))
}

/** A proxy may write an id without its dashes. */
function dashed(id: string): string {
  return id.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}

/** RFC 6750: a request without a token is told only how to come. */
function challengeOf(request: FastifyRequest): string {
  return `Bearer realm="Bazgasht"${request.headers.authorization === undefined ? '' : ', error="invalid_token"'}`
}

/** What each status means, in a word or two. */
const TITLES: Readonly<Record<number, Readonly<Record<'fa' | 'en', string>>>> &
  Readonly<Record<500, Readonly<Record<'fa' | 'en', string>>>> = {
  400: { en: 'This request cannot be used', fa: 'این درخواست پذیرفتنی نیست' },
  401: { en: 'Who is asking?', fa: 'فرستنده شناخته نشد' },
  403: { en: 'Not allowed', fa: 'اجازه داده نشده است' },
  404: { en: 'Not found', fa: 'پیدا نشد' },
  409: { en: 'Refused', fa: 'انجام نشد' },
  412: { en: 'Changed meanwhile', fa: 'در این میان تغییر کرده است' },
  413: { en: 'Too large', fa: 'بیش از اندازه بزرگ است' },
  415: { en: 'Unknown kind of data', fa: 'نوع داده ناشناخته است' },
  422: { en: 'This contradicts an earlier request', fa: 'با درخواست پیشین نمی‌خواند' },
  429: { en: 'Too many requests', fa: 'درخواست‌ها بیش از اندازه است' },
  500: { en: 'Something went wrong here', fa: 'خطایی در سرور رخ داد' },
}
