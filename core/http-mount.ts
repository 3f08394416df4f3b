import type { FastifyContextConfig, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { countAttempt } from '#core/attempts'
import type { Actor, Ctx } from '#core/context'
import { invalid } from '#core/errors'
import type { Endpoint, Exchange, FileAnswer, Routes } from '#core/http'
import { etagOf, namesTag, runConditionally } from '#core/http-conditions'
import { noteWho } from '#core/request-log'
import type { Server } from '#core/server'
import { savedAs } from '#pure/file-names'

export type ContextOf = (server: Server, request: FastifyRequest, reply: FastifyReply, permission: string) => Promise<Ctx>

/** How requests come in below a prefix: who they are from, and what holds for all of them. */
export interface Entrance {
  readonly contextOf: ContextOf
  /** Runs a write that has a name of its own no more than once, inside its transaction, and gives the same answer when it comes again. */
  readonly once?: (exchange: Exchange, ctx: Ctx, work: (ctx: Ctx) => Promise<unknown>) => Promise<unknown>
  /** Takes the place of the general limit of calls. */
  readonly limit?: (request: FastifyRequest, reply: FastifyReply) => Promise<void>
  /** Described elsewhere than in the document of the screens' own interface. */
  readonly hidden?: true
}

/** A prefix and the routes that stand below it. */
export type Mounted = readonly [prefix: string, routes: Pick<Routes, 'endpoints'>]

/** Gives declared routes their URLs. */
export function mount(app: FastifyInstance, server: Server, [prefix, { endpoints }]: Mounted, entrance: Entrance): void {
  for (const endpoint of endpoints) {
    if (endpoint.raw === undefined) addRoute(app, endpoint)
    else void app.register(async (scope) => addRoute(takingBytes(scope, endpoint.raw), endpoint))
  }

  function addRoute(app: FastifyInstance, endpoint: Endpoint): void {
    const writes = endpoint.method !== 'GET'
    const reader = readerOf(endpoint, endpoints)
    app.route({
      method: endpoint.method,
      url: urlOf(prefix, endpoint),
      schema: entrance.hidden ? { hide: true } : schemaOf(endpoint),
      config: limitOf(endpoint, entrance),
      ...(entrance.limit ? { onRequest: entrance.limit } : {}),
      handler: async (request, reply) => {
        if (writes && endpoint.streams && entrance.once) refuseToRepeat(request)
        const exchange: Exchange = {
          server,
          request,
          reply,
          ctx: async () => {
            const ctx = await entrance.contextOf(server, request, reply, endpoint.may)
            if (isFile(endpoint)) await countFile(server, urlOf(prefix, endpoint), ctx.actor)
            noteWho(request, { user: ctx.actor.userId, workspace: ctx.workspace.id })
            return ctx
          },
          within: (ctx, work) => {
            const once = writes ? entrance.once : undefined
            return runConditionally(exchange, reader, { ctx, work, around: (ctx, work) => (once ? once(exchange, ctx, work) : work(ctx)) })
          },
        }
        answer(endpoint, exchange, await endpoint.run(exchange), entrance)
        return reply
      },
    })
  }
}

/** What has no transaction of its own cannot promise to happen once; saying nothing would be a promise. */
function refuseToRepeat({ headers }: FastifyRequest): void {
  if (headers['idempotency-key'] !== undefined) throw invalid('core.not_repeatable', { fields: ['headers.idempotency-key'] })
}

/** What a conditional write looks at: the answer of the same address. */
function readerOf({ method, path }: Endpoint, endpoints: readonly Endpoint[]): Endpoint | undefined {
  if (method === 'GET') return undefined
  return endpoints.find((other) => other.method === 'GET' && other.path === path && typeof other.gives === 'object')
}

/** Files take more work than pages, and take more along. */
const FILES_PER_MINUTE = 60
/** Together over all processes, from wherever it is asked. */
const FILES_PER_PERSON = { most: 300, windowSeconds: 15 * 60, code: 'core.too_many_requests' }

/** Whether members, or their programs, take data along by it. */
function isFile({ gives, may, perMinute }: Endpoint): boolean {
  return gives === 'stream' && may !== 'public' && perMinute === undefined
}

/** Of each kind by itself. */
function countFile({ db }: Server, url: string, { kind, userId, id }: Actor): Promise<void> {
  return countAttempt(db, `file:${url}:${kind}:${userId ?? id}`, FILES_PER_PERSON, new Date())
}

function limitOf(endpoint: Endpoint, { limit }: Entrance): FastifyContextConfig {
  const most = endpoint.perMinute ?? (isFile(endpoint) && !limit ? FILES_PER_MINUTE : undefined)
  if (most) return { rateLimit: { max: most, timeWindow: 60_000 } }
  return limit ? { rateLimit: false } : {}
}

/** The same application with one way to read a body: as the bytes that came. */
function takingBytes(scope: FastifyInstance, bodyLimit: number | undefined): FastifyInstance {
  scope.removeAllContentTypeParsers()
  scope.addContentTypeParser('*', { parseAs: 'buffer', ...(bodyLimit === undefined ? {} : { bodyLimit }) }, (_request, body, done) =>
    done(null, body),
  )
  return scope
}

/** A route's whole URL, with `:name` for what changes. */
export function urlOf(prefix: string, { path }: Endpoint): string {
  return prefix + path.replace(/\/$/, '')
}

function answer(endpoint: Endpoint, { request, reply }: Exchange, result: unknown, { hidden }: Entrance): void {
  if (reply.sent) return
  if (endpoint.gives === 204) return void reply.status(204).send()
  if (endpoint.gives === 'stream') return sendFile(reply, result)
  const text = JSON.stringify(result)
  if (endpoint.method === 'GET') {
    const tag = etagOf(text)
    void reply.header('etag', tag)
    // Programs may ask again with the tag. A browser keeps nothing: whoever sits down after somebody who signed out finds no customers on the disk.
    if (hidden) void reply.header('cache-control', 'private, no-cache')
    if (namesTag(request.headers['if-none-match'] ?? '', tag, true)) return void reply.status(304).send()
  }
  void reply.status(endpoint.status).type('application/json; charset=utf-8').send(text)
}

function sendFile(reply: FastifyReply, file: unknown): void {
  if (!isFileAnswer(file)) throw new Error('a stream was promised')
  void reply.type(file.type).header('content-disposition', savedAs(file.fileName)).header('cache-control', 'no-store').send(file.stream)
}

function isFileAnswer(value: unknown): value is FileAnswer {
  return typeof value === 'object' && value !== null && 'stream' in value && 'fileName' in value
}

/** For the OpenAPI page only: reading and answering are done by the declaration itself. */
function schemaOf(endpoint: Endpoint) {
  const { module, summary, params, query, body, gives, status, may, upload } = endpoint
  return {
    tags: [module],
    summary,
    description: may === 'public' ? 'Open to everyone.' : `Needs the permission \`${may}\`.`,
    ...(upload ? { consumes: ['multipart/form-data'] } : {}),
    ...(params ? { params } : {}),
    ...(query ? { querystring: query } : {}),
    ...(body ? { body } : {}),
    ...(typeof gives === 'object' ? { response: { [status]: gives } } : {}),
  }
}
