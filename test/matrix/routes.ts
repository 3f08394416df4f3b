import * as z from 'zod'
import { API_MOUNTED, MOUNTED } from '../../app/http.ts'
import type { Endpoint } from '#core/http'
import { urlOf } from '#core/http-mount'
import { exampleOf } from '#core/openapi/example'
import { jsonSchemaOf } from '#core/openapi/schemas'
import { WOO_KEYS } from '../../modules/shops/pull/make.ts'
import type { Caller } from '../caller.ts'

/** A declared route with its address. */
export interface Titled {
  readonly endpoint: Endpoint
  readonly url: string
  /** 'GET /api/orders/:id' */
  readonly title: string
}

const titled = (mounted: typeof MOUNTED): Titled[] =>
  mounted.flatMap(([prefix, { endpoints }]) =>
    endpoints.map((endpoint) => ({ endpoint, url: urlOf(prefix, endpoint), title: `${endpoint.method} ${urlOf(prefix, endpoint)}` })),
  )

/** Every route, read from the declarations: what is added there is tested without another line. */
export const ALL = titled(MOUNTED)
/** The management API, for programs. */
export const API = titled(API_MOUNTED)
/** Those that ask who calls. */
export const GUARDED = ALL.filter(({ endpoint }) => endpoint.may !== 'public')

/** What an answer says of who may. */
export interface Outcome {
  readonly status: number
  readonly code: string | undefined
  /** The code, as the management API says it. */
  readonly problem: string | undefined
}

/** A call with made-up ids and an empty body: enough to learn who may, whatever the answer is then. */
export async function call(caller: Caller, { endpoint, url }: Titled, headers: Record<string, string> = {}): Promise<Outcome> {
  const answer = await caller.open(endpoint.method, withIds(url, NOWHERE), endpoint.body ? {} : undefined, headers)
  return { status: answer.status, code: answer.body?.error?.code, problem: answer.body?.code }
}

/** Bodies where none can be made up from the schema. */
const BODIES: Readonly<Record<string, unknown>> = { 'PUT /api/shops/:id/credentials': { credentials: WOO_KEYS } }

/** The same with an id that stands for something, and what else the route wants; gives all that is answered, but for the id. */
export async function callAbout(id: string, caller: Caller, { endpoint, url, title }: Titled): Promise<readonly [number, string]> {
  const body = endpoint.example.body ?? BODIES[title] ?? (endpoint.body && exampleOf(jsonSchemaOf(endpoint.body, 'input')))
  const answer = await caller.open(endpoint.method, withQuery(endpoint, withIds(url, id), id), body)
  return [answer.status, answer.text.replaceAll(id, 'ID').replaceAll(/"requestId":"[^"]*"/g, '')]
}

/** An address with the parameters that the route insists on; ids among them are the given one. */
export function withQuery({ query }: Endpoint, path: string, id: string): string {
  if (!query) return path
  const schema = jsonSchemaOf(query, 'input')
  const { required } = z.object({ required: z.array(z.string()).default([]) }).parse(schema)
  const made = z.record(z.string(), z.unknown()).parse(exampleOf(schema))
  const given = required.map((name) => [name, /(?:id|with)$/i.test(name) ? id : String(made[name])])
  return `${path}?${new URLSearchParams(given).toString()}`
}

/** An id that nothing has. */
export const NOWHERE = '00000000-0000-7000-8000-000000000000'

function withIds(url: string, id: string): string {
  return url.replaceAll(/:[A-Za-z]+/g, id)
}
