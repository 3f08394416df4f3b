import { inTransaction, type Ctx } from '#core/context'
import { ImportResult } from './api.ts'

/** Without a sign of life for this long a run is taken for dead; its transaction died with it. */
const DEAD_AFTER_MS = 30_000

/** What is to be done with an import: bring it in, or take it back. */
export interface Claimed {
  readonly id: string
  readonly filePath: string
  readonly task: 'run' | 'undo'
  /** How many the import made or changed; 0 before it has run. */
  readonly orders: number
}

/**
 * Takes the oldest import that waits to be brought in, if its file lies here, or to be taken back, unless one of the workspace is being worked
 * on: they go one by one. Runs that died are put back in the queue. Holding the rows makes two processes decide one after the other.
 */
export async function claimNext(ctx: Ctx, hasFile: (path: string) => boolean): Promise<Claimed | null> {
  return inTransaction(ctx, async (ctx) => {
    const open = await ctx.db
      .selectFrom('imports')
      .select(['id', 'status', 'file_path', 'heartbeat_at', 'cancel_requested', 'result'])
      .where('workspace_id', '=', ctx.workspace.id)
      .where('status', 'in', ['queued', 'running', 'undoing'])
      .orderBy('created_at')
      .orderBy('id')
      .forUpdate()
      .execute()
    const now = new Date()
    const lives = ({ status, heartbeat_at }: (typeof open)[number]) =>
      status !== 'queued' && heartbeat_at !== null && now.getTime() - heartbeat_at.getTime() < DEAD_AFTER_MS
    for (const dead of open.filter((row) => row.cancel_requested && !lives(row)))
      await setStatus(ctx, dead.id, { status: 'cancelled', progress: null, finished_at: now })
    const next = open.find((row) => !row.cancel_requested && (row.status === 'undoing' || hasFile(row.file_path)))
    if (open.some(lives) || !next) return null
    for (const dead of open.filter(({ id, status, cancel_requested }) => status === 'running' && id !== next.id && !cancel_requested)) {
      await setStatus(ctx, dead.id, { status: 'queued', progress: null })
    }
    const task = next.status === 'undoing' ? 'undo' : 'run'
    await setStatus(ctx, next.id, {
      heartbeat_at: now,
      progress: null,
      ...(task === 'run' && { status: 'running', started_at: now, error: null }),
    })
    return { id: next.id, filePath: next.file_path, task, orders: ordersOf(next.result) }
  })
}

function ordersOf(result: unknown): number {
  const { success, data } = ImportResult.safeParse(result)
  return success ? data.orders.created + data.orders.changed : 0
}

interface Change {
  readonly status?: 'queued' | 'running' | 'cancelled'
  readonly progress: null
  readonly heartbeat_at?: Date
  readonly started_at?: Date
  readonly finished_at?: Date
  readonly error?: null
}

async function setStatus(ctx: Ctx, id: string, change: Change): Promise<void> {
  await ctx.db.updateTable('imports').set(change).where('workspace_id', '=', ctx.workspace.id).where('id', '=', id).execute()
}

/** What is to be done: `now` when something waits or has died on the way; else in how many seconds what is worked on would be taken for dead. */
export async function lookAtQueue(ctx: Ctx): Promise<{ readonly now: boolean; readonly againInSeconds: number | null }> {
  return inTransaction(ctx, async (ctx) => {
    const open = await ctx.db
      .selectFrom('imports')
      .select(['status', 'heartbeat_at'])
      .where('workspace_id', '=', ctx.workspace.id)
      .where('status', 'in', ['queued', 'running', 'undoing'])
      .execute()
    const now = Date.now()
    const left = open.map(({ status, heartbeat_at }) =>
      status === 'queued' || !heartbeat_at ? 0 : heartbeat_at.getTime() + DEAD_AFTER_MS - now,
    )
    const living = left.filter((ms) => ms > 0)
    return { now: left.length > living.length, againInSeconds: living.length === 0 ? null : Math.ceil(Math.min(...living) / 1000) + 1 }
  })
}
