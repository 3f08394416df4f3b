import { sql } from 'kysely'
import { firstIdOf, MOST_COUNTED, type Backlog, type Waiting } from '#core/backlogs'

/** Messages of connected shops that wait to be taken in, and those that could not be. */
export const shopsBacklog: Backlog = {
  name: 'shops',
  read: async (db, workspaceId, { now, since }) => {
    const { rows } = await sql<Waiting>`
      select
        (select count(*)::int from (
          select 1 from shops_deliveries d
          where d.workspace_id = ${workspaceId} and (d.state = 'received' or d.try_at is not null) limit ${MOST_COUNTED}) w) as waiting,
        (select count(*)::int from (
          select 1 from shops_deliveries d
          where d.workspace_id = ${workspaceId} and d.id >= ${firstIdOf(since)} and d.state = 'failed' and d.try_at is null
          limit ${MOST_COUNTED}) f) as failed,
        (select min(coalesce(d.try_at, d.received_at)) from shops_deliveries d
         where d.workspace_id = ${workspaceId} and (d.state = 'received' or d.try_at is not null)
           and coalesce(d.try_at, d.received_at) <= ${now}) as "dueSince"
    `.execute(db)
    return rows[0] ?? { waiting: 0, failed: 0, dueSince: null }
  },
}
