import type { Endpoint } from '#core/http'
import { STATUS } from '#core/http-errors'
import { urlOf, type Mounted } from '#core/http-mount'
import { exampleOf, type JsonSchema } from '#core/openapi/example'
import { hoisted, jsonSchemaOf } from '#core/openapi/schemas'
import { ERROR_ANSWERS, ETAG, IDEMPOTENCY_KEY, IF_MATCH, IF_NONE_MATCH, PROBLEM, RATE_HEADERS } from '#core/openapi/parts'

/** An event that is sent to endpoints, as the document lists it. */
export interface DescribedEvent {
  readonly name: string
  readonly schema: JsonSchema
  readonly example: unknown
}

/** One operation of the document, with what the reference page shows of it. */
export interface Operation {
  readonly id: string
  readonly module: string
  readonly method: string
  readonly path: string
  readonly summary: string
  readonly permission: string
  readonly spec: JsonSchema
}

/** The management API as an OpenAPI 3.1 document, made from the declarations of its routes. */
export function openApiOf(mounted: readonly Mounted[], events: readonly DescribedEvent[], origin: string): JsonSchema {
  const shared: Shared = { Problem: PROBLEM }
  const operations = operationsOf(mounted, shared)
  const paths: Record<string, Record<string, JsonSchema>> = {}
  for (const { path, method, spec } of operations) paths[path] = { ...paths[path], [method]: spec }
  return {
    openapi: '3.1.0',
    jsonSchemaDialect: 'https://json-schema.org/draft/2020-12/schema',
    info: {
      title: 'Bazgasht',
      version: '1',
      summary: 'The management API: everything that the screens do.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: origin }],
    security: [{ token: [] }],
    tags: [...new Set(operations.map(({ module }) => module))].map((name) => ({ name })),
    paths,
    webhooks: Object.fromEntries(events.map((event) => [event.name, webhookOf(event)])),
    components: {
      securitySchemes: { token: { type: 'http', scheme: 'bearer', description: 'A token made under Settings, Tokens.' } },
      schemas: shared,
      parameters: { IdempotencyKey: IDEMPOTENCY_KEY, IfMatch: IF_MATCH, IfNoneMatch: IF_NONE_MATCH },
      headers: { ETag: ETAG, ...RATE_HEADERS },
      responses: ERROR_ANSWERS,
    },
  }
}

type Shared = Record<string, JsonSchema>

/** Every route of the management API as an operation, in the order of declaration; schemas that they refer to are added to `shared`. */
export function operationsOf(mounted: readonly Mounted[], shared: Shared): Operation[] {
  return mounted.flatMap(([prefix, { endpoints }]) =>
    endpoints.map((endpoint) => operationOf({ prefix, endpoint, siblings: endpoints, shared })),
  )
}

interface Declared {
  readonly prefix: string
  readonly endpoint: Endpoint
  readonly siblings: readonly Endpoint[]
  readonly shared: Shared
}

function operationOf({ prefix, endpoint, siblings, shared }: Declared): Operation {
  const { method, module, summary, may } = endpoint
  const path = urlOf(prefix, endpoint).replaceAll(/:(\w+)/g, '{$1}')
  const id = method.toLowerCase() + path.replace('/api/v1', '').replaceAll(/[/{}_-]+(\w?)/g, (_, letter: string) => letter.toUpperCase())
  const isVersioned = siblings.some((other) => other.method === 'GET' && other.path === endpoint.path && typeof other.gives === 'object')
  const put: Put = (schema, what) => hoisted(schema, `${id}.${what}`, shared)
  const body = requestBodyOf(endpoint, put)
  const spec = {
    operationId: id,
    tags: [module],
    summary,
    description: `Needs the permission \`${may}\`.`,
    'x-permission': may,
    parameters: [
      ...parametersOf(endpoint.params, 'path', put),
      ...parametersOf(endpoint.query, 'query', put),
      ...(method === 'GET' && typeof endpoint.gives === 'object' ? [{ $ref: '#/components/parameters/IfNoneMatch' }] : []),
      ...(method !== 'GET' && !endpoint.streams ? [{ $ref: '#/components/parameters/IdempotencyKey' }] : []),
      ...(isVersioned && (method === 'PUT' || method === 'DELETE') ? [{ $ref: '#/components/parameters/IfMatch' }] : []),
    ],
    ...(body ? { requestBody: body } : {}),
    responses: { [endpoint.status]: answerOf(endpoint, put), ...errorsOf(endpoint, isVersioned) },
  }
  return { id, module, method: method.toLowerCase(), path, summary, permission: may, spec }
}

type Put = (schema: JsonSchema, what: string) => JsonSchema

function parametersOf(schema: Endpoint['params'], place: 'path' | 'query', put: Put): JsonSchema[] {
  if (!schema) return []
  const whole = put(jsonSchemaOf(schema, 'input'), place)
  const { properties, required } = whole
  const needed = Array.isArray(required) ? required : []
  return Object.entries(Object(properties)).map(([name, value]) => ({
    name,
    in: place,
    required: place === 'path' || needed.includes(name),
    schema: Object(value),
  }))
}

function requestBodyOf({ body, upload, raw, example }: Endpoint, put: Put): JsonSchema | undefined {
  if (upload)
    return {
      required: true,
      content: { 'multipart/form-data': { schema: { type: 'object', properties: { file: { type: 'string', format: 'binary' } } } } },
    }
  if (raw !== undefined) return { required: true, content: { '*/*': {} } }
  if (!body) return undefined
  const schema = jsonSchemaOf(body, 'input')
  return { required: true, content: { 'application/json': { schema: put(schema, 'body'), example: example.body ?? exampleOf(schema) } } }
}

function answerOf({ gives, method, example }: Endpoint, put: Put): JsonSchema {
  const rate = { 'RateLimit-Remaining': { $ref: '#/components/headers/RateLimit-Remaining' } }
  if (gives === 204) return { description: 'Done; there is nothing to say.', headers: rate }
  if (gives === 'stream')
    return { description: 'A file.', headers: rate, content: { '*/*': { schema: { type: 'string', format: 'binary' } } } }
  const schema = jsonSchemaOf(gives, 'output')
  return {
    description: 'What was asked for.',
    headers: { ...rate, ...(method === 'GET' ? { ETag: { $ref: '#/components/headers/ETag' } } : {}) },
    content: { 'application/json': { schema: put(schema, 'answer'), example: example.answer ?? exampleOf(schema) } },
  }
}

/** Which errors a route can answer with, as far as its declaration tells. */
function errorsOf({ params, query, body, method, streams, gives }: Endpoint, isVersioned: boolean): JsonSchema {
  const takes = Boolean(params ?? query ?? body)
  const writes = method !== 'GET'
  const statuses = [
    ...(writes || takes ? [STATUS.invalid] : []),
    STATUS.unauthenticated,
    STATUS.forbidden,
    ...(params ? [STATUS.not_found] : []),
    ...(writes ? [STATUS.refused] : []),
    ...(writes && isVersioned ? [STATUS.changed] : []),
    ...(body ? [STATUS.too_large] : []),
    ...(writes && !streams ? [STATUS.contradicts] : []),
    STATUS.too_many,
  ]
  const unchanged =
    method === 'GET' && typeof gives === 'object' ? { 304: { description: 'Unchanged since the version that If-None-Match names.' } } : {}
  return { ...unchanged, ...Object.fromEntries(statuses.map((status) => [status, { $ref: `#/components/responses/${status}` }])) }
}

function webhookOf({ name, schema, example }: DescribedEvent): JsonSchema {
  return {
    post: {
      operationId: `on${name.replaceAll(/(?:^|[._])(\w)/g, (_, letter: string) => letter.toUpperCase())}`,
      tags: ['webhooks'],
      summary: name,
      security: [],
      requestBody: { required: true, content: { 'application/json': { schema, example } } },
      responses: { '2XX': { description: 'Taken. Anything else is tried again for three days.' } },
    },
  }
}
