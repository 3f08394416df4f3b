import { lookup } from 'node:dns'
import { request as requestHttp, type IncomingMessage, type RequestOptions } from 'node:http'
import { request as requestHttps } from 'node:https'
import { BlockList, isIP, type LookupFunction } from 'node:net'
import { AppError, invalid, refused } from '#core/errors'

/** One request to a server that somebody named: a shop, a webhook's endpoint. */
export interface Outbound {
  readonly url: string
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string | Buffer
  /** For the whole of it, from looking up the name to the last byte. */
  readonly timeoutMs: number
  /** Of the answer's body. */
  readonly maxBytes: number
  /** The beginning of a longer answer is enough. */
  readonly cut?: true
  /** Lets it go to this machine and its network, and without encryption: `config.allowPrivate`. */
  readonly allowPrivate?: boolean
}

/** What came back. A redirect is an answer like any other: it is not followed. Names of headers are in small letters. */
export interface OutboundAnswer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: Buffer
}

/**
 * Sends a request to an address that came from outside, so that it cannot be used to reach what only this machine can. Names are resolved here and
 * the connection goes to the very address that was looked at. Throws `core.outbound_*` when it may not leave or nothing usable comes back.
 */
export async function outboundRequest(wanted: Outbound): Promise<OutboundAnswer> {
  const url = outboundUrl(wanted)
  const signal = AbortSignal.timeout(wanted.timeoutMs)
  try {
    return await exchange(url, wanted, signal)
  } catch (error) {
    if (error instanceof AppError) throw error
    if (signal.aborted) throw refused('core.outbound_timeout', { host: url.hostname })
    throw refused('core.outbound_unreachable', { host: url.hostname })
  }
}

/** Whether an address belongs to the public internet. */
export function isPublicAddress(address: string): boolean {
  const family = isIP(address)
  if (family === 4) return !NOT_PUBLIC.check(address, 'ipv4')
  return family === 6 && GLOBAL.check(address, 'ipv6') && !NOT_PUBLIC.check(address, 'ipv6')
}

/** An address as a request may be sent to, as far as it can be told before its name is looked up; throws what outboundRequest would. */
export function outboundUrl({ url: text, allowPrivate = false }: Pick<Outbound, 'url' | 'allowPrivate'>): URL {
  const url = URL.canParse(text) ? new URL(text) : null
  if (!url || !/^https?:$/.test(url.protocol) || url.username !== '' || url.password !== '') throw invalid('core.outbound_bad_url')
  if (url.protocol === 'http:' && !allowPrivate) throw refused('core.outbound_insecure', { host: url.hostname })
  // A literal address is never looked up.
  const literal = url.hostname.replace(/^\[|\]$/g, '')
  if (isIP(literal) && !allowPrivate && !isPublicAddress(literal)) throw refused('core.outbound_private', { host: url.hostname })
  return url
}

function exchange(url: URL, wanted: Outbound, signal: AbortSignal): Promise<OutboundAnswer> {
  const { method, body, allowPrivate = false } = wanted
  const options: RequestOptions = {
    method,
    signal,
    agent: false,
    lookup: allowPrivate ? lookup : lookUpPublic,
    headers: {
      'user-agent': 'Bazgasht',
      'accept-encoding': 'identity',
      ...(body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) }),
      ...wanted.headers,
    },
  }
  return new Promise((resolve, reject) => {
    const request = (url.protocol === 'http:' ? requestHttp : requestHttps)(url, options)
    request.on('error', reject)
    request.on('response', (response) => {
      readAnswer(response, wanted).then(resolve, (error: unknown) => {
        request.destroy()
        reject(error)
      })
    })
    request.end(body)
  })
}

async function readAnswer(response: IncomingMessage, { maxBytes, cut }: Outbound): Promise<OutboundAnswer> {
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of response) {
    const bytes = Buffer.from(chunk)
    length += bytes.length
    if (length > maxBytes && !cut) throw refused('core.outbound_too_large', { bytes: maxBytes })
    chunks.push(bytes)
    if (length > maxBytes) break
  }
  const headers = Object.fromEntries(Object.entries(response.headersDistinct).map(([name, values]) => [name, (values ?? []).join(', ')]))
  return { status: response.statusCode ?? 0, headers, body: Buffer.concat(chunks).subarray(0, maxBytes) }
}

/** Resolves a name, and refuses it when any of its addresses is not public: which one is tried is not ours to say. */
const lookUpPublic: LookupFunction = (hostname, options, callback) => {
  lookup(hostname, { ...options, all: true }, (error, addresses) => {
    const first = addresses?.[0]
    if (error || !first) return callback(refused('core.outbound_unknown_host', { host: hostname }), [])
    if (!addresses.every(({ address }) => isPublicAddress(address)))
      return callback(refused('core.outbound_private', { host: hostname }), [])
    if (options.all) return callback(null, addresses)
    return callback(null, first.address, first.family)
  })
}

/** Of IPv6 only what is given out to the world; what is private, local, mapped or translated lies outside. */
const GLOBAL = new BlockList()
GLOBAL.addSubnet('2000::', 3, 'ipv6')

const NOT_PUBLIC = new BlockList()
for (const [net, prefix] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
] as const)
  NOT_PUBLIC.addSubnet(net, prefix, 'ipv4')
for (const [net, prefix] of [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
] as const)
  NOT_PUBLIC.addSubnet(net, prefix, 'ipv6')
