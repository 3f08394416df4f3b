import { sql } from 'kysely'
import { firstIdOf, MOST_COUNTED, type Backlog, type Waiting } from '#core/backlogs'

/** Messages of sites and apps that wait to be taken in, and those that could not be. */
export const messagesBacklog: Backlog = {
  name: 'messages',
  read: async (db, workspaceId, { since }) => {
    const { rows } = await sql<Waiting>`
      select
        (select count(*)::int from (
          select 1 from tracking_messages m where m.workspace_id = ${workspaceId} and m.state = 'waiting' limit ${MOST_COUNTED}) w) as waiting,
        (select count(*)::int from (
          select 1 from tracking_messages m
          where m.workspace_id = ${workspaceId} and m.state = 'failed' and m.id >= ${firstIdOf(since)} limit ${MOST_COUNTED}) f) as failed,
        (select m.received_at from tracking_messages m
         where m.workspace_id = ${workspaceId} and m.state = 'waiting' order by m.id limit 1) as "dueSince"
    `.execute(db)
    return rows[0] ?? { waiting: 0, failed: 0, dueSince: null }
  },
}
