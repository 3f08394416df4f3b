import { text as textOf } from 'node:stream/consumers'
import type { FastifyInstance, InjectOptions } from 'fastify'
import type { Method } from '#core/http'

/** An answer as a test reads it. */
export interface TestAnswer {
  readonly status: number
  readonly headers: Readonly<Record<string, string | string[] | number | undefined>>
  readonly text: string
  // oxlint-disable-next-line typescript/no-explicit-any -- tests read answers field by field
  readonly body: any
}

/** Somebody who calls routes. */
export interface Caller {
  /** The session's cookie; undefined for nobody. */
  readonly cookie: () => Promise<string | undefined>
  /** Limits of one address are those of `from`, when one is given. */
  readonly get: (path: string, headers?: Record<string, string>, from?: string) => Promise<TestAnswer>
  readonly post: (path: string, body?: unknown, headers?: Record<string, string>) => Promise<TestAnswer>
  readonly put: (path: string, body?: unknown, headers?: Record<string, string>) => Promise<TestAnswer>
  readonly delete: (path: string, headers?: Record<string, string>) => Promise<TestAnswer>
  /** Any method, each time from another address, so that no limit is met; of a stream only the beginning is awaited. */
  readonly open: (method: Method, path: string, body?: unknown, headers?: Record<string, string>) => Promise<TestAnswer>
  /** Sends a file as a browser would. */
  readonly upload: (path: string, name: string, content: string | Uint8Array, fields?: Record<string, string>) => Promise<TestAnswer>
}

/** Calls routes with a cookie and as a page of our own. */
export function callerOf(app: FastifyInstance, cookie: () => Promise<string | undefined>): Caller {
  type Sent = Pick<InjectOptions, 'method' | 'payload' | 'remoteAddress'>
  const call = async (url: string, { method, payload, remoteAddress }: Sent, headers: Record<string, string> = {}) => {
    const own = await cookie()
    const answer = await app.inject({
      method,
      url,
      ...(remoteAddress === undefined ? {} : { remoteAddress }),
      headers: { origin: 'http://localhost:3000', ...(own ? { cookie: own } : {}), ...headers },
      ...(payload === undefined ? {} : { payload }),
    })
    const json = (answer.headers['content-type'] ?? '').includes('json')
    return { status: answer.statusCode, headers: answer.headers, text: answer.body, body: json ? JSON.parse(answer.body) : undefined }
  }
  const open = async (method: Method, url: string, payload?: unknown, headers: Record<string, string> = {}) => {
    const own = await cookie()
    const answer = await app.inject({
      method,
      url,
      headers: { origin: 'http://localhost:3000', ...(own ? { cookie: own } : {}), ...headers },
      payloadAsStream: true,
      remoteAddress: nextAddress(),
      ...(payload === undefined ? {} : { payload: payload as InjectOptions['payload'] }),
    })
    const json = (answer.headers['content-type'] ?? '').includes('json')
    const text = json ? await textOf(answer.stream()) : ''
    if (!json) answer.stream().destroy()
    return { status: answer.statusCode, headers: answer.headers, text, body: json ? JSON.parse(text) : undefined }
  }
  return {
    cookie,
    open,
    get: (path, headers, from) => call(path, { method: 'GET', remoteAddress: from }, headers),
    post: (path, body, headers) => call(path, { method: 'POST', payload: payloadOf(body) }, headers),
    put: (path, body, headers) => call(path, { method: 'PUT', payload: payloadOf(body) }, headers),
    delete: (path, headers) => call(path, { method: 'DELETE' }, headers),
    upload: async (path, name, content, fields = {}) => {
      const form = new FormData()
      for (const [key, value] of Object.entries(fields)) form.append(key, value)
      form.append('file', new Blob([typeof content === 'string' ? content : new Uint8Array(content)]), name)
      const encoded = new Response(form)
      const type = encoded.headers.get('content-type') ?? ''
      return call(path, { method: 'POST', payload: Buffer.from(await encoded.arrayBuffer()) }, { 'content-type': type })
    },
  }
}

const payloadOf = (body: unknown) => body as InjectOptions['payload']

let addresses = 0

/** Addresses for private use, one after the other. */
function nextAddress(): string {
  addresses += 1
  return `10.${(addresses >> 16) & 255}.${(addresses >> 8) & 255}.${addresses & 255}`
}
