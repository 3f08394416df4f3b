import { sql } from 'kysely'
import type { Line } from './api.ts'
import type { Sources } from './sources.ts'
import { lookInto, type Waiting } from '#core/backlogs'
import type { Db } from '#core/db'

/** How far the work that nobody sees has come, over all workspaces. */
export interface WorkState {
  readonly reactions: readonly Line[]
  readonly jobs: readonly Line[]
  readonly backlogs: readonly Line[]
  /** Workspaces that were left out, because there are many. */
  readonly unread: number
}

/** Beyond these, looking would cost more than it tells. */
const MOST_WORKSPACES = 200
const DAY = 24 * 3600_000

type Named = Waiting & { readonly name: string }

interface At {
  readonly now: Date
  readonly since: Date
}

/** Reads it workspace by workspace, because row-level security lets nobody see two at once. */
export async function readWorkState(db: Db, { reactions, backlogs }: Sources, now: Date): Promise<WorkState> {
  const workspaces = await db.selectFrom('workspaces').select('id').orderBy('id').execute()
  const at = { now, since: new Date(now.getTime() - DAY) }
  const names = reactions.map(({ name }) => name)
  const shared = backlogs.filter(({ isShared }) => isShared)
  const scoped = backlogs.filter(({ isShared }) => !isShared)
  const ofReactions: Named[] = []
  const ofBacklogs = await readBacklogs(db, '', { backlogs: shared, at })
  for (const { id } of workspaces.slice(0, MOST_WORKSPACES)) {
    await lookInto(db, id, async (db) => {
      ofReactions.push(...(await readReactions(db, id, names)))
      ofBacklogs.push(...(await readBacklogs(db, id, { backlogs: scoped, at })))
    })
  }
  return {
    reactions: names.map((name) => summed(name, ofReactions, now)),
    backlogs: backlogs.map(({ name }) => summed(name, ofBacklogs, now)),
    jobs: await readJobs(db, at),
    unread: Math.max(0, workspaces.length - MOST_WORKSPACES),
  }
}

/** One line of a name, over all workspaces. */
function summed(name: string, all: readonly Named[], now: Date): Line {
  const parts = all.filter((each) => each.name === name)
  const due = parts.flatMap(({ dueSince }) => dueSince?.getTime() ?? [])
  return {
    name,
    waiting: parts.reduce((sum, { waiting }) => sum + waiting, 0),
    failed: parts.reduce((sum, { failed }) => sum + failed, 0),
    lateSeconds: due.length > 0 ? Math.max(0, Math.round((now.getTime() - Math.min(...due)) / 1000)) : 0,
  }
}

async function readBacklogs(db: Db, workspaceId: string, { backlogs, at }: { backlogs: Sources['backlogs']; at: At }): Promise<Named[]> {
  const read: Named[] = []
  for (const backlog of backlogs) read.push({ name: backlog.name, ...(await backlog.read(db, workspaceId, at)) })
  return read
}

/** The log's numbers are gapless, so the difference is what waits, and the next event's age is the lag. What could not be digested counts as failed. */
async function readReactions(db: Db, workspaceId: string, names: readonly string[]): Promise<Named[]> {
  const { rows } = await sql<{ name: string; waiting: bigint; dueSince: Date | null; failed: bigint }>`
    select
      n.name,
      greatest(k.seq - coalesce(c.seq, 0), 0) as waiting,
      (select e.recorded_at from events e where e.workspace_id = ${workspaceId} and e.seq = coalesce(c.seq, 0) + 1) as "dueSince",
      (select count(*) from event_parkings p where p.workspace_id = ${workspaceId} and p.reaction = n.name) as failed
    from unnest(${names}::text[]) n (name)
    join event_counters k on k.workspace_id = ${workspaceId}
    left join event_cursors c on c.workspace_id = ${workspaceId} and c.reaction = n.name
  `.execute(db)
  return rows.map(({ waiting, failed, ...row }) => ({ ...row, waiting: Number(waiting), failed: Number(failed) }))
}

const NO_TABLE = '42P01'

/** pg-boss's own tables. Before the first start they do not exist. */
async function readJobs(db: Db, { now, since }: At): Promise<Line[]> {
  try {
    const { rows } = await sql<Named>`
      select
        j.name,
        (count(*) filter (where j.state in ('created', 'retry') and j.start_after <= ${now}))::int as waiting,
        (count(*) filter (where j.state = 'failed' and j.completed_on > ${since}))::int as failed,
        min(j.start_after) filter (where j.state in ('created', 'retry') and j.start_after <= ${now}) as "dueSince"
      from pgboss.job j
      where j.name not like '\\_\\_%' and j.name <> 'given_up'
      group by j.name
      order by j.name
      limit 200
    `.execute(db)
    return rows.map((row) => summed(row.name, [row], now))
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === NO_TABLE) return []
    throw error
  }
}
