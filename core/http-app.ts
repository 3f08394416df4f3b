import { existsSync } from 'node:fs'
import { join } from 'node:path'
import multipart from '@fastify/multipart'
import rateLimit from '@fastify/rate-limit'
import serveStatic from '@fastify/static'
import swagger from '@fastify/swagger'
import fastify, { LogController, type FastifyBaseLogger, type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import { jsonSchemaTransform } from 'fastify-type-provider-zod'
import { trustedOrigins } from '#core/auth'
import { PROJECT_FOLDER } from '#core/config'
import { cutSilent, limitConnections } from '#core/connections'
import { AppError } from '#core/errors'
import { answerError, answerMissing, answerNonsense } from '#core/http-errors'
import { BARE_HEADERS, protectReaders } from '#core/http-headers'
import { logRequests, requestIds } from '#core/request-log'
import type { Server } from '#core/server'
import { hurryBodies } from '#core/slow-bodies'
import { trustsOf, type Trusts } from '#core/trusted-proxy'
import { networkOf } from '#pure/network'

export interface HttpOptions {
  /** Calls a minute from one address. */
  readonly perMinute: number
}

const JSON_LIMIT = 1024 * 1024
const HEADERS_MS = 30_000
const BODY_MS = 60_000
/** How long a connection may stand still in the middle of a file. */
const SILENCE_MS = 2 * 60_000
/** A page and its files come over one connection; a proxy keeps some too. */
const KEPT_OPEN_MS = 72_000
const MOST_CONNECTIONS = 10_000
/** A whole town may share an address. */
const MOST_FROM_ONE = 1_000
const UPLOAD_LIMIT = 16 * 1024 ** 3
const FIELD_LIMIT = 64 * 1024
const FIELDS = 20
/** Routes that prove their sender by a key or a signature and never look at a cookie. */
const COOKIELESS = /^\/(v1|hooks|p|api\/v1)\//
/** Asked by pages of other sites: without cookies, so any of them may read the answer. What they may do is decided by their key. */
const FOR_FOREIGN_PAGES = /^\/v1\//
/** The script that shops put on their pages. */
const ON_SHOPS_PAGES = '/bazgasht.js'
/** Never answered with the page of the application. */
const MACHINE_PREFIXES = /^\/(api|v1|w|p|hooks|healthz|readyz|metrics)(\/|$|\?)/

/** A Fastify application with the product's headers, limits, error answers and static files, and no routes yet. */
export async function createHttp(server: Server, options: HttpOptions): Promise<FastifyInstance> {
  const loggerInstance: FastifyBaseLogger = server.log
  const trusts = trustsOf(server.config.trustProxy)
  const app = fastify({
    loggerInstance,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: JSON_LIMIT,
    genReqId: requestIds(server.config.trustProxy),
    trustProxy: trusts ?? false,
    requestTimeout: 0,
    keepAliveTimeout: KEPT_OPEN_MS,
    http: { headersTimeout: HEADERS_MS, connectionsCheckingInterval: HEADERS_MS / 6 },
    frameworkErrors: (error, request, reply) => answerError(server, error, request, reply.headers(BARE_HEADERS)),
    clientErrorHandler: answerNonsense,
    forceCloseConnections: 'idle',
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: 500 },
  })
  app.removeContentTypeParser('text/plain')
  limitConnections(app.server, { most: MOST_CONNECTIONS, mostFromOne: MOST_FROM_ONE, isMany: standsForMany(trusts) })
  app.setValidatorCompiler(() => (value) => ({ value }))
  app.setSerializerCompiler(() => (value) => JSON.stringify(value))
  app.setErrorHandler((error, request, reply) => answerError(server, error, request, reply))
  // Also what is refused below carries the headers.
  await protectReaders(app, server.config)
  app.addHook('onRequest', async (request, reply) => {
    void reply.header('x-request-id', request.id)
    refuseForeignPages(server, request)
  })
  logRequests(app, server)
  hurryBodies(app, BODY_MS)
  cutSilent(app, SILENCE_MS)
  await addPlugins(app, options)
  app.addHook('onRequest', async (request, reply) => (FOR_FOREIGN_PAGES.test(request.url) ? letForeignPagesIn(request, reply) : undefined))
  await serveWeb(app)
  return app
}

async function addPlugins(app: FastifyInstance, options: HttpOptions): Promise<void> {
  await app.register(rateLimit, {
    max: options.perMinute,
    timeWindow: 60_000,
    keyGenerator: ({ ip }) => networkOf(ip),
    // A page is many small files, and a shop's whole staff may share one address. A route with a limit of its own keeps it wherever it stands.
    // Thousands of visitors may share an address as well: messages are counted by their key.
    allowList: ({ url, routeOptions }) => FOR_FOREIGN_PAGES.test(url) || (!MACHINE_PREFIXES.test(url) && !routeOptions.config?.rateLimit),
    errorResponseBuilder: (_request, { ttl }) => new AppError('too_many', 'core.too_many_requests', { seconds: Math.ceil(ttl / 1000) }),
  })
  await app.register(multipart, {
    limits: {
      files: 1,
      fileSize: UPLOAD_LIMIT,
      fields: FIELDS,
      parts: FIELDS + 1,
      fieldSize: FIELD_LIMIT,
      fieldNameSize: 100,
      headerPairs: 20,
    },
  })
  await app.register(swagger, {
    openapi: { openapi: '3.1.0', info: { title: 'Bazgasht', version: '1' } },
    transform: jsonSchemaTransform,
  })
}

/** A proxy that is believed speaks for all who come through it, and the machine for itself. */
function standsForMany(trusts: Trusts | null): (address: string) => boolean {
  return (address) => /^(?:::ffff:)?127\.|^::1$/i.test(address) || trusts?.(address, 0) === true
}

/**
 * A page of somebody else must not write with our visitor's cookie. Browsers say where an unsafe request comes from;
 * a program that sends no cookie has nothing to abuse.
 */
function refuseForeignPages(server: Server, request: FastifyRequest): void {
  if (['GET', 'HEAD', 'OPTIONS'].includes(request.method) || COOKIELESS.test(request.url)) return
  const { origin, cookie, 'sec-fetch-site': site } = request.headers
  if (origin !== undefined) {
    const own = URL.canParse(origin) && new URL(origin).host === request.host
    if (own || trustedOrigins(server.config).includes(origin)) return
    throw new AppError('forbidden', 'core.foreign_page')
  }
  if (site === 'same-origin' || (site === undefined && cookie === undefined)) return
  throw new AppError('forbidden', 'core.foreign_page')
}

/** Lets any page read the answer, and tells a browser that asks beforehand what it may send. */
function letForeignPagesIn({ method }: FastifyRequest, reply: FastifyReply): FastifyReply | undefined {
  void reply.headers({ 'access-control-allow-origin': '*', 'cross-origin-resource-policy': 'cross-origin' })
  if (method !== 'OPTIONS') return undefined
  void reply.headers({
    'access-control-allow-methods': 'GET, POST',
    'access-control-allow-headers': 'authorization, content-type, content-encoding, x-retry-count, x-write-key',
    'access-control-max-age': '86400',
  })
  return reply.status(204).send()
}

/** Pages of any site load it, and ask again after an hour. */
function letShopsLoad(reply: Pick<FastifyReply, 'headers'>): void {
  void reply.headers({
    'cache-control': 'public, max-age=3600, stale-while-revalidate=86400',
    'cross-origin-resource-policy': 'cross-origin',
    'access-control-allow-origin': '*',
  })
}

/** The built interface: hashed files for a year, the page itself always asked for again, and the page for every address of the application. */
async function serveWeb(app: FastifyInstance): Promise<void> {
  const root = join(PROJECT_FOLDER, 'dist', 'web')
  const built = existsSync(join(root, 'index.html'))
  if (built) {
    await app.register(serveStatic, {
      root,
      wildcard: false,
      preCompressed: true,
      // Both would come from the file's size and time, and packages give every file the same time: another version's page could pass for this one.
      etag: false,
      lastModified: false,
      setHeaders: (reply, path) => {
        if (path.endsWith(ON_SHOPS_PAGES)) return letShopsLoad(reply)
        const hashed = path.includes('/assets/')
        void reply.header('cache-control', hashed ? 'public, max-age=31536000, immutable' : 'no-cache')
      },
    })
  }
  app.setNotFoundHandler(async (request, reply) => {
    if (built && navigates(request)) return reply.sendFile('index.html')
    return answerMissing(request, reply)
  })
}

/** Whether somebody asks for a page of the application: a browser, or a person who tries the printed link with curl. A missing file is missing. */
function navigates({ method, url, headers: { accept = '*/*' } }: FastifyRequest): boolean {
  const [path = ''] = url.split('?', 1)
  return method === 'GET' && /text\/html|\*\/\*/.test(accept) && !MACHINE_PREFIXES.test(url) && !/\.\w+$/.test(path)
}
