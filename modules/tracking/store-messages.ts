import { sql } from 'kysely'
import type { Workspace } from '#core/context'
import { inTransaction } from '#core/context'
import type { Server } from '#core/server'
import { systemCtx } from '#modules/workspaces'
import type { Accepted } from './domain-messages.ts'

/** Messages of one request on their way into the database. */
export interface Arrived {
  readonly workspace: Workspace
  readonly sourceId: string
  readonly receivedAt: Date
  readonly messages: readonly Accepted[]
}

/** Stores messages; the promise is kept once they are durable. */
export type Store = (arrived: Arrived) => Promise<void>

interface Waiting extends Arrived {
  readonly stored: () => void
  readonly failed: (error: unknown) => void
}

/** Statements at work at once, and rows of one. */
const LANES = 2
const MOST_ROWS = 2_000

/**
 * Natural group commit: while statements are at work, what arrives meanwhile fills the next one, so one wait for the disk serves many requests.
 * A request's messages go in together; workspaces take turns.
 */
export function groupCommits(server: Server): Store {
  const queues = new Map<string, Waiting[]>()
  const state = { lanes: 0 }

  const fill = () => {
    while (state.lanes < LANES && queues.size > 0) {
      state.lanes += 1
      void write(server, takeGroup(queues)).finally(() => {
        state.lanes -= 1
        fill()
      })
    }
  }
  return (arrived) =>
    new Promise((stored, failed) => {
      const queue = queues.get(arrived.workspace.id)
      const waiting = { ...arrived, stored, failed }
      if (queue) queue.push(waiting)
      else queues.set(arrived.workspace.id, [waiting])
      // What came in the same turn of the event loop goes in together.
      setImmediate(fill)
    })
}

/** What the workspace that waits longest wants stored, up to a statement's fill; the rest of it waits for its next turn. */
function takeGroup(queues: Map<string, Waiting[]>): Waiting[] {
  const [id, queue] = queues.entries().next().value ?? ['', []]
  queues.delete(id)
  let rows = 0
  const full = queue.findIndex(({ messages }, index) => {
    rows += messages.length
    return rows > MOST_ROWS && index > 0
  })
  if (full < 0) return queue
  queues.set(id, queue.slice(full))
  return queue.slice(0, full)
}

/** Never throws: each request is told by itself. A group that cannot be stored is halved, so that one bad row fails nobody else's request. */
async function write(server: Server, group: readonly Waiting[]): Promise<void> {
  try {
    await insert(server, group)
    for (const { stored } of group) stored()
  } catch (error) {
    if (group.length > 1 && isOfData(error)) {
      const middle = Math.ceil(group.length / 2)
      await write(server, group.slice(0, middle))
      await write(server, group.slice(middle))
      return
    }
    for (const { failed } of group) failed(error)
  }
}

/**
 * Rows get their ids in the order of arrival, and go in by message id: two statements with the same messages then wait for each other in the same
 * order. A message that is known already is left as it is.
 */
async function insert(server: Server, group: readonly Waiting[]): Promise<void> {
  const [first] = group
  if (!first) return
  const rows = group.flatMap(({ messages, sourceId, receivedAt }) => messages.map((message) => ({ ...message, sourceId, receivedAt })))
  await inTransaction(systemCtx(server, first.workspace), (ctx) =>
    sql`
      with arrived as materialized (
        select uuidv7() as id, m.*
        from unnest(
          ${rows.map(({ messageId }) => messageId)}::text[], ${rows.map(({ sourceId }) => sourceId)}::uuid[],
          ${rows.map(({ type }) => type)}::text[], ${rows.map(({ receivedAt }) => receivedAt.toISOString())}::timestamptz[],
          ${rows.map(({ occurredAt }) => occurredAt.toISOString())}::timestamptz[], ${rows.map(({ body }) => body)}::jsonb[]
        ) with ordinality as m (message_id, source_id, type, received_at, occurred_at, body, place)
        order by m.place
      ), added as (
        insert into tracking_messages (workspace_id, id, message_id, source_id, type, received_at, occurred_at, body, state)
        select ${ctx.workspace.id}::uuid, id, message_id, source_id, type, received_at, occurred_at, body, 'waiting'
        from arrived order by message_id, place
        on conflict do nothing
        returning id
      )
      select pg_notify('bazgasht_messages', ${ctx.workspace.id}) where exists (select from added)`.execute(ctx.db),
  )
}

/** Whether the rows are to blame rather than the database. */
function isOfData(error: unknown): boolean {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' && /^(?:22|54)/.test(error.code)
}
