import { inTransaction, type Ctx } from '#core/context'

/** Without a sign of life for this long a run is taken for dead; its transaction died with it. */
const DEAD_AFTER_MS = 30_000

/**
 * Takes the oldest queued import whose file lies here, unless one of the workspace is running: they go one by one. Runs that died are put
 * back in the queue. Holding the rows makes two processes decide one after the other.
 */
export async function claimNext(ctx: Ctx, hasFile: (path: string) => boolean): Promise<{ readonly id: string; readonly filePath: string } | null> {
  return inTransaction(ctx, async (ctx) => {
    const open = await ctx.db
      .selectFrom('imports')
      .select(['id', 'status', 'file_path', 'heartbeat_at', 'cancel_requested'])
      .where('workspace_id', '=', ctx.workspace.id)
      .where('status', 'in', ['queued', 'running'])
      .orderBy('created_at')
      .orderBy('id')
      .forUpdate()
      .execute()
    const now = new Date()
    const lives = ({ status, heartbeat_at }: (typeof open)[number]) =>
      status === 'running' && heartbeat_at !== null && now.getTime() - heartbeat_at.getTime() < DEAD_AFTER_MS
    for (const dead of open.filter((row) => row.cancel_requested && !lives(row))) await setStatus(ctx, dead.id, { status: 'cancelled', progress: null, finished_at: now })
    const next = open.find((row) => !row.cancel_requested && hasFile(row.file_path))
    if (open.some(lives) || !next) return null
    for (const dead of open.filter(({ id, status, cancel_requested }) => status === 'running' && id !== next.id && !cancel_requested)) {
      await setStatus(ctx, dead.id, { status: 'queued', progress: null })
    }
    await setStatus(ctx, next.id, { status: 'running', heartbeat_at: now, started_at: now, error: null, progress: null })
    return { id: next.id, filePath: next.file_path }
  })
}

interface Change {
  readonly status: 'queued' | 'running' | 'cancelled'
  readonly progress: null
  readonly heartbeat_at?: Date
  readonly started_at?: Date
  readonly finished_at?: Date
  readonly error?: null
}

async function setStatus(ctx: Ctx, id: string, change: Change): Promise<void> {
  await ctx.db.updateTable('imports').set(change).where('workspace_id', '=', ctx.workspace.id).where('id', '=', id).execute()
}

/** Whether anything waits or has died on the way. */
export async function hasWork(ctx: Ctx): Promise<boolean> {
  return inTransaction(ctx, async (ctx) => {
    const rows = ctx.db.selectFrom('imports').select('id').where('workspace_id', '=', ctx.workspace.id)
    const waiting = rows.where((eb) =>
      eb.or([
        eb('status', '=', 'queued'),
        eb.and([eb('status', '=', 'running'), eb('heartbeat_at', '<', new Date(Date.now() - DEAD_AFTER_MS))]),
      ]),
    )
    return (await waiting.limit(1).executeTakeFirst()) !== undefined
  })
}
