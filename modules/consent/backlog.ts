import { sql } from 'kysely'
import { firstIdOf, MOST_COUNTED, type Backlog, type Waiting } from '#core/backlogs'

/** Letters about consent that wait, and those that could not be delivered. */
export const lettersBacklog: Backlog = {
  name: 'letters',
  read: async (db, workspaceId, { now, since }) => {
    const { rows } = await sql<Waiting>`
      select
        (select count(*)::int from (
          select 1 from consent_letters l where l.workspace_id = ${workspaceId} and l.state = 'waiting' limit ${MOST_COUNTED}) w) as waiting,
        (select count(*)::int from (
          select 1 from consent_letters l
          where l.workspace_id = ${workspaceId} and l.id >= ${firstIdOf(since)} and l.state = 'failed' limit ${MOST_COUNTED}) f) as failed,
        (select min(l.next_at) from consent_letters l
         where l.workspace_id = ${workspaceId} and l.state = 'waiting' and l.next_at <= ${now}) as "dueSince"
    `.execute(db)
    return rows[0] ?? { waiting: 0, failed: 0, dueSince: null }
  },
}
