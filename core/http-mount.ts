import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Ctx } from '#core/context'
import type { Endpoint, FileAnswer, Routes } from '#core/http'
import type { Server } from '#core/server'

export type ContextOf = (server: Server, request: FastifyRequest, reply: FastifyReply, permission: string) => Promise<Ctx>

/** A prefix and the routes that stand below it. */
export type Mounted = readonly [prefix: string, routes: Routes]

/** Gives declared routes their URLs. */
export function mount(app: FastifyInstance, server: Server, [prefix, { endpoints }]: Mounted, contextOf: ContextOf): void {
  for (const endpoint of endpoints) {
    if (endpoint.raw === undefined) addRoute(app, endpoint)
    else void app.register(async (scope) => addRoute(takingBytes(scope, endpoint.raw), endpoint))
  }

  function addRoute(app: FastifyInstance, endpoint: Endpoint): void {
    app.route({
      method: endpoint.method,
      url: urlOf(prefix, endpoint),
      schema: schemaOf(endpoint),
      config: endpoint.perMinute ? { rateLimit: { max: endpoint.perMinute, timeWindow: 60_000 } } : {},
      handler: async (request, reply) => {
        const ctx = () => contextOf(server, request, reply, endpoint.may)
        await answer(endpoint, reply, await endpoint.run({ server, request, reply, ctx }))
        return reply
      },
    })
  }
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

async function answer(endpoint: Endpoint, reply: FastifyReply, result: unknown): Promise<void> {
  if (reply.sent) return
  if (endpoint.gives === 204) return void reply.status(204).send()
  if (endpoint.gives === 'stream') return sendFile(reply, result)
  void reply.status(endpoint.status).type('application/json; charset=utf-8').send(JSON.stringify(result))
}

function sendFile(reply: FastifyReply, file: unknown): void {
  if (!isFile(file)) throw new Error('a stream was promised')
  const plain = file.fileName.replace(/[^A-Za-z0-9._-]/g, '_')
  void reply
    .type(file.type)
    .header('content-disposition', `attachment; filename="${plain}"; filename*=UTF-8''${encodeURIComponent(file.fileName)}`)
    .header('cache-control', 'no-store')
    .send(file.stream)
}

function isFile(value: unknown): value is FileAnswer {
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
