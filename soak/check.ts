import { setTimeout as wait } from 'node:timers/promises'
import { isDeepStrictEqual } from 'node:util'
import { Kysely, PostgresDialect } from 'kysely'
import type pg from 'pg'
import type { Tables } from '../app/tables.ts'
import { bothBooks } from '../test/both-books.ts'
import type { Actor, Rows } from './actors/actor.ts'

const QUIET_LIMIT = 180_000

/** Waits until all that was begun has ended: messages digested, files in, and every reaction at the end of the log. */
export async function becomeQuiet(rows: Rows): Promise<void> {
  const deadline = Date.now() + QUIET_LIMIT
  for (;;) {
    const [left = {}] = await rows(UNDER_WAY)
    if (Object.values(left).every((count) => count === 0)) return
    if (Date.now() > deadline) throw new Error(`It does not become quiet: ${JSON.stringify(left)}`)
    await wait(500)
  }
}

const UNDER_WAY = `
  select (select count(*) from tracking_messages where state = 'waiting')::int as messages,
         (select count(*) from imports where status in ('queued', 'running'))::int as imports,
         (select count(*) from event_cursors as c join event_counters as n using (workspace_id) where c.seq < n.seq)::int as reactions`

/** Everything that is not as it should be, once all is quiet. A line each. */
export async function problemsOf(pool: pg.Pool, rows: Rows, actors: readonly Actor[]): Promise<readonly string[]> {
  const [log] = await rows<{ rows: number; last: number; counted: number }>(`
    select count(*)::int as rows, coalesce(max(seq), 0)::int as last, (select coalesce(sum(seq), 0)::int from event_counters) as counted from events`)
  const parked = await rows<{ reaction: string; seq: bigint; error: string }>('select reaction, seq, error from event_parkings')
  const [orders] = await rows<{ strange: number }>("select count(*)::int as strange from orders where number !~ '^[TF]-'")
  return [
    ...(await Promise.all(actors.map((actor) => actor.problems(rows)))).flat(),
    ...(log && log.rows === log.last && log.last === log.counted ? [] : [`the log of events has gaps: ${JSON.stringify(log)}`]),
    ...parked.map(({ reaction, seq, error }) => `${reaction} could not digest event ${seq}: ${error}`),
    ...(orders?.strange === 0 ? [] : [`${orders?.strange} orders that nobody sent`]),
    ...(await bookProblems(pool, rows)),
  ]
}

/** The figures as they were kept through all of it are those of a count from scratch. */
async function bookProblems(pool: pg.Pool, rows: Rows): Promise<string[]> {
  const [shop] = await rows<{ time_zone: string }>('select time_zone from workspaces')
  const { kept, counted } = await bothBooks({
    db: new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) }),
    workspace: { timeZone: shop?.time_zone ?? 'UTC' },
  })
  return isDeepStrictEqual(kept, counted) ? [] : ['the figures are not those of a count from scratch']
}
