import { sql } from 'kysely'
import { firstIdOf, type Backlog, type Waiting } from '#core/backlogs'

/** Letters to people about their own accounts that wait, and those that could not be delivered. */
export const accountsBacklog: Backlog = {
  name: 'accounts',
  isShared: true,
  read: async (db, _workspaceId, { now, since }) => {
    const { rows } = await sql<Waiting>`
      select
        count(*) filter (where l.state = 'waiting')::int as waiting,
        count(*) filter (where l.state = 'failed' and l.id >= ${firstIdOf(since)})::int as failed,
        min(l.next_at) filter (where l.state = 'waiting' and l.next_at <= ${now}) as "dueSince"
      from auth_letters l
    `.execute(db)
    return rows[0] ?? { waiting: 0, failed: 0, dueSince: null }
  },
}
