import type { Readable } from 'node:stream'
import type { FastifyReply, FastifyRequest } from 'fastify'
import * as z from 'zod'
import type { Permission } from '../app/permissions.ts'
import type { Ctx } from '#core/context'
import { invalid } from '#core/errors'
import type { Server } from '#core/server'

export type Method = 'GET' | 'POST' | 'PUT' | 'DELETE'

/** A schema (answered as JSON), 204 (nothing to say) or a stream of bytes. */
export type Gives = z.ZodType | 204 | 'stream'

/** Bytes for the browser to save. */
export interface FileAnswer {
  readonly stream: Readable
  readonly type: string
  readonly fileName: string
}

/** What `run` must return: what the schema accepts, a file, or null when it has answered on `reply.raw` by itself. */
type Answer<G extends Gives> = G extends z.ZodType ? z.input<G> : G extends 'stream' ? FileAnswer | null : unknown

interface Call<P, Q, B> {
  readonly server: Server
  readonly params: P
  readonly query: Q
  readonly body: B
  /** The body as it was sent, for routes that declare `raw`; empty for others. */
  readonly bytes: Buffer
  readonly request: FastifyRequest
  readonly reply: FastifyReply
}

interface Declaration<P, Q, B, G extends Gives> {
  readonly summary: string
  readonly params?: z.ZodType<P>
  readonly query?: z.ZodType<Q>
  readonly body?: z.ZodType<B>
  readonly gives: G
  readonly status?: 201 | 202
  /** No transaction is opened around `run`: uploads, exports, server-sent events. */
  readonly streams?: true
  /** Takes multipart/form-data; read it with `request.file()`. */
  readonly upload?: true
  /** Takes a body of any type unread, up to this many bytes, as `bytes`: signatures are over what was sent, byte by byte. */
  readonly raw?: number
  /** Calls a minute from one address, when the general limit is too generous or, for programs that send much, too small. */
  readonly perMinute?: number
  /** Serves our own screens only: it is no part of the management API. */
  readonly screensOnly?: true
  /** Shown in the reference, where what is made up from the schemas would not do. */
  readonly example?: Example
}

/** A request and an answer as a reader of the reference would meet them. */
export interface Example {
  readonly body?: unknown
  readonly answer?: unknown
}

interface MemberRoute<P, Q, B, G extends Gives> extends Declaration<P, Q, B, G> {
  readonly may: Permission
  readonly run: (call: Call<P, Q, B> & { readonly ctx: Ctx }) => Promise<Answer<G>>
}

interface PublicRoute<P, Q, B, G extends Gives> extends Declaration<P, Q, B, G> {
  readonly may: 'public'
  readonly run: (call: Call<P, Q, B>) => Promise<Answer<G>>
}

type Declare = <P, Q, B, G extends Gives>(path: string, route: MemberRoute<P, Q, B, G> | PublicRoute<P, Q, B, G>) => void

/** A request on its way in: `ctx` and `within` are asked for only by routes that are not public. */
export interface Exchange {
  readonly server: Server
  readonly request: FastifyRequest
  readonly reply: FastifyReply
  readonly ctx: () => Promise<Ctx>
  /** Opens the transaction around a route's work, which gives the answer as it will be sent. */
  readonly within: (ctx: Ctx, work: (ctx: Ctx) => Promise<unknown>) => Promise<unknown>
}

/** A declared route as data: enough to mount it, to document it and to test who may call it. */
export interface Endpoint {
  readonly method: Method
  readonly path: string
  readonly module: string
  readonly summary: string
  readonly may: Permission | 'public'
  readonly params: z.ZodType | undefined
  readonly query: z.ZodType | undefined
  readonly body: z.ZodType | undefined
  readonly gives: Gives
  readonly status: number
  readonly upload: boolean
  readonly raw: number | undefined
  readonly perMinute: number | undefined
  readonly streams: boolean
  readonly screensOnly: boolean
  readonly example: Example
  readonly run: (exchange: Exchange) => Promise<unknown>
}

/** A module's routes, collected in the order of their declaration. */
export interface Routes {
  readonly module: string
  readonly endpoints: readonly Endpoint[]
  readonly get: Declare
  readonly post: Declare
  readonly put: Declare
  readonly delete: Declare
}

/** Collects one module's route declarations; app/http.ts mounts them. */
export function routes(module: string): Routes {
  const endpoints: Endpoint[] = []
  const declare =
    (method: Method): Declare =>
    (path, route) => {
      endpoints.push(endpoint(module, method, path, route))
    }
  return { module, endpoints, get: declare('GET'), post: declare('POST'), put: declare('PUT'), delete: declare('DELETE') }
}

function endpoint<P, Q, B, G extends Gives>(
  module: string,
  method: Method,
  path: string,
  route: MemberRoute<P, Q, B, G> | PublicRoute<P, Q, B, G>,
): Endpoint {
  const {
    summary,
    may,
    params,
    query,
    body,
    gives,
    raw,
    perMinute,
    upload = false,
    streams = false,
    screensOnly = false,
    example = {},
  } = route
  const status = gives === 204 ? 204 : (route.status ?? 200)
  const run = async (exchange: Exchange) => {
    if (route.may === 'public') return answered(gives, await route.run(read(route, exchange)))
    const ctx = await exchange.ctx()
    const call = read(route, exchange)
    if (route.streams) return answered(gives, await route.run({ ...call, ctx }))
    return exchange.within(ctx, async (ctx) => answered(gives, await route.run({ ...call, ctx })))
  }
  return {
    method,
    path,
    module,
    summary,
    may,
    params,
    query,
    body,
    gives,
    status,
    upload,
    raw,
    perMinute,
    streams,
    screensOnly,
    example,
    run,
  }
}

function read<P, Q, B, G extends Gives>(route: Declaration<P, Q, B, G>, { server, request, reply }: Exchange): Call<P, Q, B> {
  return {
    server,
    params: checked(route.params, request.params, 'params'),
    query: checked(route.query, request.query, 'query'),
    body: checked(route.body, request.body, 'body'),
    bytes: Buffer.isBuffer(request.body) ? request.body : NO_BYTES,
    request,
    reply,
  }
}

const NO_BYTES = Buffer.alloc(0)

/** The part of a request as its schema reads it; nothing where the route declares no schema. */
function checked<T>(schema: z.ZodType<T> | undefined, value: unknown, part: string): T
function checked(schema: z.ZodType | undefined, value: unknown, part: string): unknown {
  if (!schema) return undefined
  const result = schema.safeParse(value)
  if (result.success && !isStorable(result.data)) throw invalid('core.invalid_input', { fields: [part] })
  if (result.success) return result.data
  throw invalid('core.invalid_input', { fields: result.error.issues.map((issue) => [part, ...issue.path].join('.')) })
}

/** False for text that is none to PostgreSQL: with a NUL, or half of a character of two. */
function isStorable(given: unknown): boolean {
  const waiting = [given]
  while (waiting.length > 0) {
    const each = waiting.pop()
    if (typeof each === 'string' && (each.includes('\0') || !each.isWellFormed())) return false
    if (typeof each === 'object' && each !== null) for (const [name, value] of Object.entries(each)) waiting.push(name, value)
  }
  return true
}

/** What leaves: only what the schema names. A mismatch is our mistake, hence an unknown error. */
function answered(gives: Gives, result: unknown): unknown {
  return gives instanceof z.ZodType ? gives.parse(result) : result
}
