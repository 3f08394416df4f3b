import { sql } from 'kysely'
import { firstIdOf, MOST_COUNTED, type Backlog, type Waiting } from '#core/backlogs'

/** Webhook deliveries that wait, and those that were given up. */
export const webhooksBacklog: Backlog = {
  name: 'webhooks',
  read: async (db, workspaceId, { now, since }) => {
    const { rows } = await sql<Waiting>`
      select
        (select count(*)::int from (
          select 1 from webhooks_deliveries d
          where d.workspace_id = ${workspaceId} and d.state in ('waiting', 'failed') limit ${MOST_COUNTED}) w) as waiting,
        (select count(*)::int from (
          select 1 from webhooks_deliveries d
          where d.workspace_id = ${workspaceId} and d.id >= ${firstIdOf(since)} and d.state = 'given_up' limit ${MOST_COUNTED}) f) as failed,
        (select min(d.next_at) from webhooks_deliveries d
         where d.workspace_id = ${workspaceId} and d.state in ('waiting', 'failed') and d.next_at <= ${now}) as "dueSince"
    `.execute(db)
    return rows[0] ?? { waiting: 0, failed: 0, dueSince: null }
  },
}
