import type { FastifyReply, FastifyRequest } from 'fastify'
import { sql } from 'kysely'
import * as z from 'zod'
import type { EventName } from '../app/events.ts'
import type { Permission } from '../app/permissions.ts'
import { inTransaction, type Ctx } from '#core/context'
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
  readonly close: () => Promise<void>
}

const HEARTBEAT = 25_000
const REPLAY_BATCH = 500
/** NOTIFY takes less than 8000 bytes. */
const LONGEST = 7_500
/** A page that does not read: cut, and it comes back with its cursor. */
const MOST_BUFFERED = 1_000_000

const Told = z.object({ workspaceId: z.string(), topic: z.string(), payload: z.unknown() })

/** Tells open pages of this workspace something that is no event, such as progress. It leaves when the transaction commits, and is not kept. */
export async function tell(ctx: Ctx, topic: string, payload: unknown): Promise<void> {
  const text = JSON.stringify({ workspaceId: ctx.workspace.id, topic, payload })
  if (Buffer.byteLength(text) > LONGEST) throw new Error('too much to tell at once')
  await sql`select pg_notify('bazgasht_topics', ${text})`.execute(ctx.db)
}

interface Page {
  readonly ctx: Ctx
  readonly reply: FastifyReply
  seq: bigint
  reading: boolean
  again: boolean
}

/** Live updates over the given signals. */
export function createLive(signals: Signals, log: Log): Live {
  const pages = new Set<Page>()
  const stops: (() => void)[] = []
  let audience: Audience = { events: {}, topics: {} }

  const cut = (page: Page) => {
    pages.delete(page)
    page.reply.raw.end()
  }
  const send = (page: Page, text: string) => {
    if (page.reply.raw.writableLength > MOST_BUFFERED) return cut(page)
    page.reply.raw.write(text)
  }

  const catchUp = async (page: Page) => {
    if (page.reading) {
      page.again = true
      return
    }
    page.reading = true
    try {
      do {
        page.again = false
        for (let full = true; full && pages.has(page); ) full = await replay(page, audience, send)
      } while (page.again && pages.has(page))
    } catch (err) {
      log.warn({ err }, 'a page is cut off')
      cut(page)
    } finally {
      page.reading = false
    }
  }

  const heardEvent = (workspaceId: string | null) => {
    for (const page of pages) if (workspaceId === null || page.ctx.workspace.id === workspaceId) void catchUp(page)
  }
  const heardTopic = (text: string | null) => {
    if (text === null) return
    const { workspaceId, topic, payload } = Told.parse(JSON.parse(text))
    const permission = audience.topics[topic]
    if (!permission) return
    const message = `event: ${topic}\ndata: ${JSON.stringify(payload)}\n\n`
    for (const page of pages) {
      if (page.ctx.workspace.id === workspaceId && page.ctx.actor.can.has(permission)) send(page, message)
    }
  }

  return {
    start: async (wanted) => {
      audience = wanted
      stops.push(signals.on('bazgasht_events', heardEvent), signals.on('bazgasht_topics', heardTopic))
      const beat = setInterval(() => pages.forEach((page) => send(page, ': \n\n')), HEARTBEAT)
      stops.push(() => clearInterval(beat))
      await signals.open()
    },
    attach: async (ctx, request, reply) => {
      const page: Page = { ctx, reply, seq: await startingPoint(ctx, request), reading: false, again: false }
      reply.hijack()
      reply.raw.writeHead(200, {
        'content-type': 'text/event-stream; charset=utf-8',
        'cache-control': 'no-cache, no-transform',
        'x-accel-buffering': 'no',
      })
      // Jittered, so that a restart does not bring every page back in the same moment.
      reply.raw.write(`retry: ${1_000 + Math.floor(Math.random() * 4_000)}\nid: ${page.seq}\n\n`)
      request.raw.on('close', () => pages.delete(page))
      pages.add(page)
      await catchUp(page)
    },
    close: async () => {
      for (const stop of stops.splice(0)) stop()
      for (const page of [...pages]) cut(page)
    },
  }
}

/** Sends one batch of what the page has not seen, and says whether there may be more. */
async function replay(page: Page, audience: Audience, send: (page: Page, text: string) => void): Promise<boolean> {
  const rows = await inTransaction({ ...page.ctx, now: new Date() }, (ctx) =>
    ctx.db
      .selectFrom('events')
      .select(['seq', 'name', 'payload', 'occurred_at'])
      .where('workspace_id', '=', ctx.workspace.id)
      .where('seq', '>', page.seq)
      .orderBy('seq')
      .limit(REPLAY_BATCH)
      .execute(),
  )
  for (const row of rows) {
    page.seq = row.seq
    const permission = Object.entries(audience.events).find(([name]) => name === row.name)?.[1]
    if (!permission || !page.ctx.actor.can.has(permission)) continue
    const data = JSON.stringify({ payload: row.payload, occurredAt: row.occurred_at.toISOString() })
    send(page, `id: ${row.seq}\nevent: ${row.name}\ndata: ${data}\n\n`)
  }
  return rows.length === REPLAY_BATCH
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
