import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { Agent, request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { withServer, type Ready } from './served.ts'
import { count, table } from './table.ts'

export interface MeasuredIngest {
  /** Events a second, one a request and a hundred a request; `bare` is the same server reading the request and storing nothing. */
  readonly single: { readonly stored: number; readonly bare: number }
  readonly batches: { readonly stored: number; readonly bare: number }
  /** Events a second that were digested onto timelines afterwards. */
  readonly digested: number
  /** From the request to an open page that hears of it, in ms, at twenty a second. */
  readonly visible: { readonly median: number; readonly p99: number }
}

const CONNECTIONS = 64
/** One key may send a thousand requests a second for a minute; a bench is several shops. */
const KEYS = 8
const PEOPLE = 1_000
const LOOKS = 300

/** Serves an empty shop in a process of its own and sends it messages, each kind for some seconds. */
export async function measureIngest(seconds: number): Promise<MeasuredIngest> {
  const folder = await mkdtemp(join(tmpdir(), 'bazgasht-ingest-'))
  try {
    return await withServer(folder, ({ ready }) => measure(ready, seconds))
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function measure(ready: Ready, seconds: number): Promise<MeasuredIngest> {
  const keys = await Promise.all(Array.from({ length: KEYS }, (_, index) => makeKey(ready, `Source ${index}`)))
  const run = (path: string, size: number) => flood(ready, keys, { path, size, connections: size === 1 ? CONNECTIONS : 16, seconds })
  const bareSingle = await run('/v1/m', 1)
  const single = await run('/v1/track', 1)
  const bareBatches = await run('/v1/m', 100)
  const before = await waitingAt(ready)
  const batches = await run('/v1/batch', 100)
  const digested = await drained(ready, before)
  return {
    single: { stored: single, bare: bareSingle },
    batches: { stored: batches, bare: bareBatches },
    digested,
    visible: await untilVisible(ready, keys[0] ?? ''),
  }
}

async function makeKey({ url, cookie, workspace }: Ready, name: string): Promise<string> {
  const headers = { cookie, 'x-workspace': workspace, origin: url, 'content-type': 'application/json' }
  const answer = await fetch(`${url}/api/tracking/sources`, { method: 'POST', headers, body: JSON.stringify({ name, kind: 'server' }) })
  const { key }: { key: string } = await answer.json()
  return key
}

/** Events a second over some seconds, each connection sending as soon as it was answered. */
async function flood(
  { url }: Ready,
  keys: readonly string[],
  { path, size, connections, seconds }: { path: string; size: number; connections: number; seconds: number },
): Promise<number> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections })
  const began = performance.now()
  const until = began + seconds * 1000
  let sent = 0
  await Promise.all(
    Array.from({ length: connections }, async (_, connection) => {
      while (performance.now() < until) {
        const messages = Array.from({ length: size }, () => track(Math.floor(Math.random() * PEOPLE)))
        const status = await post(agent, `${url}${path}`, {
          key: keys[connection % keys.length] ?? '',
          body: size === 1 ? messages[0] : { batch: messages },
        })
        if (status !== 200) throw new Error(`${path} answered ${status}`)
        sent += size
      }
    }),
  )
  agent.destroy()
  return (sent / (performance.now() - began)) * 1000
}

function track(person: number) {
  const properties = { product_id: '42', price: 12.5 }
  return { type: 'track', event: 'Product Viewed', userId: `u${person}`, messageId: randomUUID(), properties, timestamp: new Date() }
}

function post(agent: Agent, url: string, { key, body }: { readonly key: string; readonly body: unknown }): Promise<number> {
  const text = JSON.stringify(body)
  const headers = {
    authorization: `Basic ${btoa(`${key}:`)}`,
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(text),
  }
  return new Promise((resolve, reject) => {
    const sent = request(url, { method: 'POST', agent, headers }, (answer) => {
      answer.resume()
      answer.on('end', () => resolve(answer.statusCode ?? 0))
    })
    sent.on('error', reject)
    sent.end(text)
  })
}

/** How many messages are left to digest (the answer counts no further than 10,000). */
async function waitingAt({ url, cookie, workspace }: Ready): Promise<number> {
  const answer = await fetch(`${url}/api/tracking/messages?limit=1`, { headers: { cookie, 'x-workspace': workspace } })
  const { waiting }: { waiting: number } = await answer.json()
  return waiting
}

/** Events a second at which the last ten thousand that wait are digested. */
async function drained(ready: Ready, before: number): Promise<number> {
  let waiting = Math.max(before, await waitingAt(ready))
  while (waiting >= 10_000) {
    await wait(100)
    waiting = await waitingAt(ready)
  }
  const began = performance.now()
  const first = waiting
  while (waiting > 0) {
    await wait(20)
    waiting = await waitingAt(ready)
  }
  return (first / (performance.now() - began)) * 1000
}

/** Sends one message after the other and waits until the open page's stream tells that somebody's timeline has grown. */
async function untilVisible({ url, cookie, workspace }: Ready, key: string): Promise<MeasuredIngest['visible']> {
  const page = { hear: () => {} }
  const stop = new AbortController()
  const stream = await fetch(`${url}/api/live?workspace=${workspace}`, { headers: { cookie }, signal: stop.signal })
  void listen(stream, () => page.hear()).catch(() => undefined)
  const agent = new Agent({ keepAlive: true })
  const times: number[] = []
  for (let look = 0; look < LOOKS; look += 1) {
    const seen = new Promise<void>((resolve) => (page.hear = resolve))
    const began = performance.now()
    await post(agent, `${url}/v1/track`, { key, body: track(look % PEOPLE) })
    await seen
    times.push(performance.now() - began)
    await wait(Math.max(0, 50 - (performance.now() - began)))
  }
  stop.abort()
  agent.destroy()
  const inOrder = times.toSorted((a, b) => a - b)
  const at = (share: number) => inOrder[Math.min(inOrder.length - 1, Math.floor(inOrder.length * share))] ?? 0
  return { median: at(0.5), p99: at(0.99) }
}

async function listen(stream: Response, hear: () => void): Promise<void> {
  let text = ''
  for await (const bytes of stream.body ?? []) {
    text += Buffer.from(bytes).toString()
    const lines = text.split('\n')
    text = lines.pop() ?? ''
    for (const line of lines) if (line === 'event: customer.touched') hear()
  }
}

/** The figures as rows of a table. */
export function ingestTable({ single, batches, digested, visible }: MeasuredIngest): string {
  const share = ({ stored, bare }: { stored: number; bare: number }) => (stored / bare).toFixed(2)
  return table(
    ['Messages', 'stored', 'read, not stored', 'ratio', 'limit'],
    [
      ['one a request, events/s', count(single.stored), count(single.bare), share(single), ''],
      ['a hundred a request, events/s', count(batches.stored), count(batches.bare), share(batches), ''],
      ['digested, events/s', count(digested), '', '', '(≥ 5,000)'],
      ['from request to an open page, ms, median', visible.median.toFixed(0), '', '', ''],
      ['from request to an open page, ms, p99', visible.p99.toFixed(0), '', '', '< 1,000'],
    ],
  )
}
