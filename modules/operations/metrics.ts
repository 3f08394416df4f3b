import { setTimeout as wait } from 'node:timers/promises'
import { collectDefaultMetrics, Gauge, Registry } from 'prom-client'
import type { Line } from './api.ts'
import { listRows, standingOf } from './backups/queries.ts'
import { readDatabaseFigures, type DatabaseFigures } from './database-figures.ts'
import { remember } from './remember.ts'
import type { Sources } from './sources.ts'
import { readWorkState, type WorkState } from './work-state.ts'
import type { Server } from '#core/server'
import { programVersion } from '#core/version'

/** How long one look at the database serves: several that scrape cost no more than one. */
const KEPT = 5_000
const LIMIT = 3_000

interface Looked {
  readonly work: WorkState
  readonly database: DatabaseFigures
  readonly lastBackup: Date | null
}

/** The text that Prometheus reads. What stands in the database is looked at when asked, for a moment at most; without it the process still tells of itself. */
export function metricsOver(server: Server, sources: Sources): { readonly type: string; readonly text: () => Promise<string> } {
  const own = new Registry()
  collectDefaultMetrics({ register: own })
  const look = remember(KEPT, () => lookAt(server, sources))
  return {
    type: Registry.PROMETHEUS_CONTENT_TYPE,
    text: async () => {
      const gauges = new Registry()
      const seen = await inTime(look())
      describeProcess(gauges, server, seen !== null)
      if (seen) describeDatabase(gauges, seen)
      return (await Promise.all([own, server.metrics.registry, gauges].map((each) => each.metrics()))).join('\n')
    },
  }
}

async function lookAt({ db }: Server, sources: Sources): Promise<Looked> {
  const work = await readWorkState(db, sources, new Date())
  const database = await readDatabaseFigures(db)
  return { work, database, lastBackup: standingOf(await listRows(db)).lastGoodAt }
}

/** Null when the database is gone or too busy to say. */
async function inTime<T>(asked: Promise<T>): Promise<T | null> {
  const done = new AbortController()
  try {
    return await Promise.race([asked, wait(LIMIT, null, { signal: done.signal, ref: false })])
  } catch {
    return null
  } finally {
    done.abort()
  }
}

type Values = readonly (readonly [labels: Readonly<Record<string, string>>, value: number])[]

function add(registry: Registry, name: string, help: string, values: Values): void {
  const gauge = new Gauge({ name: `bazgasht_${name}`, help, labelNames: Object.keys(values[0]?.[0] ?? {}), registers: [registry] })
  for (const [labels, value] of values) gauge.set({ ...labels }, value)
}

function describeProcess(registry: Registry, { live, pool }: Server, isUp: boolean): void {
  add(registry, 'info', 'Version of Bazgasht', [[{ version: programVersion(), node: process.versions.node }, 1]])
  add(registry, 'up', 'Whether a part answers', [
    [{ part: 'process' }, 1],
    [{ part: 'database' }, isUp ? 1 : 0],
  ])
  add(registry, 'live_connections', 'Pages that are open and hear what happens', [[{}, live.count()]])
  add(registry, 'pool_connections', 'Connections of this process to the database', [
    [{ state: 'total' }, pool.totalCount],
    [{ state: 'idle' }, pool.idleCount],
  ])
  add(registry, 'pool_waiting', 'Requests and jobs that wait for a connection', [[{}, pool.waitingCount]])
}

function describeDatabase(registry: Registry, { work, database, lastBackup }: Looked): void {
  const of = (label: string, lines: readonly Line[], pick: (line: Line) => number): Values =>
    lines.map((line) => [{ [label]: line.name }, pick(line)] as const)
  const waiting = ({ waiting }: Line) => waiting
  const failed = ({ failed }: Line) => failed
  const late = ({ lateSeconds }: Line) => lateSeconds
  add(registry, 'reaction_waiting_events', 'Events that a reaction has yet to digest', of('reaction', work.reactions, waiting))
  add(registry, 'reaction_lag_seconds', 'Age of the oldest event that a reaction has yet to digest', of('reaction', work.reactions, late))
  add(registry, 'reaction_parked_events', 'Events that a reaction could not digest', of('reaction', work.reactions, failed))
  add(registry, 'jobs_waiting', 'Jobs that are due', of('job', work.jobs, waiting))
  add(registry, 'jobs_late_seconds', 'How long the oldest job has been due', of('job', work.jobs, late))
  add(registry, 'jobs_failed', 'Jobs that failed in the last day', of('job', work.jobs, failed))
  add(registry, 'deliveries_waiting', 'Letters, webhooks and messages that wait', of('kind', work.backlogs, waiting))
  add(registry, 'deliveries_late_seconds', 'How long the oldest of them has been due', of('kind', work.backlogs, late))
  add(registry, 'deliveries_failed', 'Those given up in the last day', of('kind', work.backlogs, failed))
  add(registry, 'workspaces_not_counted', 'Workspaces that are left out of these sums', [[{}, work.unread]])
  add(registry, 'database_bytes', 'Size of the database', [[{}, database.bytes]])
  add(registry, 'database_connections', 'Connections of everybody to the database', [
    [{ state: 'used' }, database.connections],
    [{ state: 'most' }, database.mostConnections],
  ])
  if (lastBackup) add(registry, 'last_backup_timestamp_seconds', 'When the last good backup was made', [[{}, lastBackup.getTime() / 1000]])
}
