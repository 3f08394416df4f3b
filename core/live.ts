import { once } from 'node:events'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { sql } from 'kysely'
import * as z from 'zod'
import type { EventName } from '../app/events.ts'
import type { Permission } from '../app/permissions.ts'
import { inTransaction, type Ctx } from '#core/context'
import { isEmptied } from '#core/events-holding'
import type { Log } from '#core/log'
import type { Signals } from '#core/signals'

/** What a page may hear, and which permission it takes. Nothing else leaves through GET /api/live. */
export interface Audience {
  readonly events: Partial<Readonly<Record<EventName, Permission>>>
  readonly topics: Readonly<Record<string, Permission>>
}

/** Open pages and what they are told. */
export interface Live {
  /** Begins to hear other processes. */
  readonly start: (audience: Audience) => Promise<void>
  /** Turns this request into a stream of server-sent events: what was missed since Last-Event-ID, then what happens. */
  readonly attach: (ctx: Ctx, request: FastifyRequest, reply: FastifyReply) => Promise<void>
  /** How many pages are open. */
  readonly count: () => number
  readonly close: () => Promise<void>
}

const HEARTBEAT = 25_000
const REPLAY_BATCH = 500
/** How long a page stays connected before it has to show its session again. */
const LIFETIME = 15 * 60_000
/** NOTIFY takes less than 8000 bytes. */
const LONGEST = 7_500
/** A page that does not read: cut, and it comes back with its cursor. */
const MOST_BUFFERED = 1_000_000

/** Told of every event that is about a customer, without what it says. */
const TOUCHED = 'customer.touched'

/** Told between processes, never to pages: a member's pages end. */
const CLOSED = 'live.closed'
const Closed = z.object({ userId: z.string() })

const Told = z.object({ workspaceId: z.string(), topic: z.string(), payload: z.unknown() })

/** Tells open pages of this workspace something that is no event, such as progress. It leaves when the transaction commits, and is not kept. */
export async function tell(ctx: Pick<Ctx, 'db' | 'workspace'>, topic: string, payload: unknown): Promise<void> {
  const text = JSON.stringify({ workspaceId: ctx.workspace.id, topic, payload })
  if (Buffer.byteLength(text) > LONGEST) throw new Error('too much to tell at once')
  await sql`select pg_notify('bazgasht_topics', ${text})`.execute(ctx.db)
}

/** Ends the open pages of somebody who may not do any more what they could when they opened them; each comes back and is asked again who it is. */
export function closePages(ctx: Pick<Ctx, 'db' | 'workspace'>, userId: string): Promise<void> {
  return tell(ctx, CLOSED, { userId })
}

interface Page {
  readonly ctx: Ctx
  readonly reply: FastifyReply
  readonly until: number
  seq: bigint
  reading: boolean
  again: boolean
}

interface Hub {
  readonly pages: Set<Page>
  /** Whose pages were ended lately, and when: one that was being opened meanwhile ends as well. */
  readonly ended: Map<string, number>
  readonly log: Log
  audience: Audience
}

/** Live updates over the given signals. */
export function createLive(signals: Signals, log: Log): Live {
  const hub: Hub = { pages: new Set(), ended: new Map(), log, audience: { events: {}, topics: {} } }
  const stops: (() => void)[] = []
  let closed = false
  return {
    start: async (audience) => {
      hub.audience = audience
      stops.push(signals.on('bazgasht_events', (workspaceId) => heardEvent(hub, workspaceId)))
      stops.push(signals.on('bazgasht_topics', (text) => heardTopic(hub, text)))
      const beat = setInterval(() => heartbeat(hub), HEARTBEAT)
      stops.push(() => clearInterval(beat))
      await signals.open()
    },
    attach: async (ctx, request, reply) => {
      const seq = await startingPoint(ctx, request)
      const page: Page = { ctx, reply, seq, until: Date.now() + LIFETIME * (0.5 + Math.random() / 2), reading: false, again: false }
      greet(page)
      reply.raw.on('close', () => hub.pages.delete(page))
      if (closed) reply.raw.end()
      else hub.pages.add(page)
      if (isOutdated(hub, page)) cut(hub, page)
      await catchUp(hub, page)
    },
    count: () => hub.pages.size,
    close: async () => {
      closed = true
      for (const stop of stops.splice(0)) stop()
      for (const page of hub.pages) cut(hub, page)
    },
  }
}

/** The wait before coming back is jittered, so that a restart does not bring every page back in the same moment. */
function greet({ reply, seq }: Page): void {
  reply.hijack()
  const headers = reply.getHeaders()
  for (const [name, value] of Object.entries(headers)) if (value !== undefined) reply.raw.setHeader(name, value)
  reply.raw.writeHead(200, {
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-cache, no-transform',
    'x-accel-buffering': 'no',
  })
  reply.raw.write(`retry: ${1_000 + Math.floor(Math.random() * 4_000)}\nid: ${seq}\n\n`)
}

function heardEvent(hub: Hub, workspaceId: string | null): void {
  for (const page of hub.pages) if (workspaceId === null || page.ctx.workspace.id === workspaceId) void catchUp(hub, page)
}

function heardTopic(hub: Hub, text: string | null): void {
  if (text === null) return
  const { workspaceId, topic, payload } = Told.parse(JSON.parse(text))
  if (topic === CLOSED) return cutPages(hub, workspaceId, Closed.parse(payload).userId)
  const permission = hub.audience.topics[topic]
  if (!permission) return
  const message = `event: ${topic}\ndata: ${JSON.stringify(payload)}\n\n`
  for (const page of hub.pages) {
    if (page.ctx.workspace.id === workspaceId && page.ctx.actor.can.has(permission)) send(hub, page, message)
  }
}

function cutPages(hub: Hub, workspaceId: string, userId: string): void {
  hub.ended.set(`${workspaceId} ${userId}`, Date.now())
  for (const page of hub.pages) if (page.ctx.workspace.id === workspaceId && page.ctx.actor.userId === userId) cut(hub, page)
}

/** Whether the member's pages were ended since the request asked what they may. */
function isOutdated({ ended }: Hub, { ctx }: Page): boolean {
  return (ended.get(`${ctx.workspace.id} ${ctx.actor.userId}`) ?? 0) >= ctx.now.getTime()
}

/** Keeps proxies awake, and ends pages that have been open for long: they come back and are asked again who they are. */
function heartbeat(hub: Hub): void {
  for (const [whose, at] of hub.ended) if (at < Date.now() - HEARTBEAT) hub.ended.delete(whose)
  for (const page of hub.pages) {
    if (Date.now() > page.until) cut(hub, page)
    else send(hub, page, ': \n\n')
  }
}

function send(hub: Hub, page: Page, text: string): void {
  if (page.reply.raw.writableLength > MOST_BUFFERED) return cut(hub, page)
  page.reply.raw.write(text)
}

function cut({ pages }: Hub, page: Page): void {
  pages.delete(page)
  page.reply.raw.destroy()
}

/** One reader a page: a wish that comes while it reads makes it read once more. */
async function catchUp(hub: Hub, page: Page): Promise<void> {
  page.again = true
  if (page.reading) return
  page.reading = true
  try {
    while (page.again && hub.pages.has(page)) {
      page.again = false
      for (let full = true; full && hub.pages.has(page);) full = await replay(hub, page)
    }
  } catch (err) {
    hub.log.warn({ err }, 'a page is cut off')
    cut(hub, page)
  } finally {
    page.reading = false
  }
}

/** Sends one batch of what the page has not seen, and says whether there may be more. */
async function replay(hub: Hub, page: Page): Promise<boolean> {
  const rows = await inTransaction({ ...page.ctx, now: new Date() }, (ctx) =>
    ctx.db
      .selectFrom('events')
      .select(['seq', 'name', 'payload', 'occurred_at', 'customer_id'])
      .where('workspace_id', '=', ctx.workspace.id)
      .where('seq', '>', page.seq)
      .orderBy('seq')
      .limit(REPLAY_BATCH)
      .execute(),
  )
  for (const row of rows) {
    page.seq = row.seq
    const permission = Object.entries(hub.audience.events).find(([name]) => name === row.name)?.[1]
    if (!permission || !page.ctx.actor.can.has(permission) || isEmptied(row.payload)) continue
    const data = JSON.stringify({ payload: row.payload, occurredAt: row.occurred_at.toISOString() })
    send(hub, page, `id: ${row.seq}\nevent: ${row.name}\ndata: ${data}\n\n`)
  }
  sendTouched(hub, page, new Set(rows.flatMap((row) => row.customer_id ?? [])))
  await drained(page)
  return rows.length === REPLAY_BATCH
}

/** Whom the batch was about, so that pages of customers need not hear every visit. */
function sendTouched(hub: Hub, page: Page, profileIds: ReadonlySet<string>): void {
  const permission = hub.audience.topics[TOUCHED]
  if (profileIds.size === 0 || !permission || !page.ctx.actor.can.has(permission)) return
  send(hub, page, `id: ${page.seq}\nevent: ${TOUCHED}\ndata: ${JSON.stringify({ profileIds: [...profileIds] })}\n\n`)
}

/** Waits for a page that reads slowly, so that a long replay is not taken for a page that does not read. */
async function drained({ reply }: Page): Promise<void> {
  if (!reply.raw.writableNeedDrain) return
  const done = new AbortController()
  const { signal } = done
  await Promise.race([once(reply.raw, 'drain', { signal }), once(reply.raw, 'close', { signal })]).finally(() => done.abort())
}

/** Where a page left off; a new page hears from now on. */
async function startingPoint(ctx: Ctx, request: FastifyRequest): Promise<bigint> {
  const given = request.headers['last-event-id']
  if (typeof given === 'string' && /^\d{1,18}$/.test(given)) return BigInt(given)
  return inTransaction(ctx, async (ctx) => {
    const row = await ctx.db.selectFrom('event_counters').select('seq').where('workspace_id', '=', ctx.workspace.id).executeTakeFirst()
    return row?.seq ?? 0n
  })
}
