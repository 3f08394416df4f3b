import { randomUUIDv7 } from 'node:crypto'
import { hostname } from 'node:os'
import { sql } from 'kysely'
import * as z from 'zod'
import type { Db } from '#core/db'
import type { Server } from '#core/server'
import { programVersion } from '#core/version'

/** A process as it reported itself last. */
export interface SeenProcess {
  readonly host: string
  readonly pid: number
  readonly version: string
  readonly node: string
  readonly startedAt: Date
  readonly seenSeconds: number
  readonly memory: number
  readonly livePages: number
  readonly minutes: readonly (readonly [minute: number, requests: number, slow: number, failed: number])[]
}

const EVERY = 15_000
const Minutes = z.array(z.tuple([z.number(), z.number(), z.number(), z.number()]))

/** Lets others see that this process runs, until the returned function is called. Missing a turn harms nothing. */
export async function reportProcess(server: Pick<Server, 'db' | 'live' | 'metrics' | 'log'>): Promise<() => Promise<void>> {
  const id = randomUUIDv7()
  const startedAt = new Date(Date.now() - process.uptime() * 1000)
  const report = () => write(server, id, startedAt).catch((err: unknown) => server.log.warn({ err }, 'the process is not reported'))
  const timer = setInterval(() => void report(), EVERY)
  await report()
  return async () => {
    clearInterval(timer)
    await server.db
      .deleteFrom('operations_processes')
      .where('id', '=', id)
      .execute()
      .catch(() => undefined)
  }
}

/** Every process that was seen within the last hour, longest running first. */
export async function listProcesses(db: Db): Promise<SeenProcess[]> {
  const rows = await db
    .selectFrom('operations_processes')
    .selectAll()
    .select(sql<number>`extract(epoch from clock_timestamp() - seen_at)::float8`.as('seen_seconds'))
    .where('seen_at', '>', sql<Date>`now() - interval '1 hour'`)
    .orderBy('started_at')
    .orderBy('id')
    .execute()
  return rows.map((row) => ({
    host: row.host,
    pid: row.pid,
    version: row.version,
    node: row.node,
    startedAt: row.started_at,
    seenSeconds: Math.max(0, Math.round(row.seen_seconds)),
    memory: Number(row.memory_bytes),
    livePages: row.live_pages,
    minutes: Minutes.parse(row.minutes),
  }))
}

/** By the database's clock, so that a machine whose own is wrong is not taken for dead. */
async function write({ db, live, metrics }: Pick<Server, 'db' | 'live' | 'metrics'>, id: string, startedAt: Date): Promise<void> {
  const minutes = JSON.stringify(metrics.minutes().map(({ minute, requests, slow, failed }) => [minute, requests, slow, failed]))
  const { rss } = process.memoryUsage()
  await sql`
    insert into operations_processes (id, host, pid, version, node, started_at, seen_at, memory_bytes, live_pages, minutes)
    values (${id}, ${hostname()}, ${process.pid}, ${programVersion()}, ${process.versions.node}, ${startedAt}, now(), ${rss}, ${live.count()}, ${minutes}::jsonb)
    on conflict (id) do update
    set seen_at = excluded.seen_at, memory_bytes = excluded.memory_bytes, live_pages = excluded.live_pages, minutes = excluded.minutes
  `.execute(db)
  await sql`delete from operations_processes where seen_at < now() - interval '1 hour'`.execute(db)
}
