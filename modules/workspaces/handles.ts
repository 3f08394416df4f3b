import type { Ctx } from '#core/context'
import type { Db } from '#core/db'
import { refused } from '#core/errors'
import { nextHandle } from './domain-handles.ts'

/** Takes the word for a new workspace, or the next one that is free: 'shop', 'shop-2', … Gives the one taken. */
export async function takeFreeHandle(db: Db, word: string, workspaceId: string, now: Date): Promise<string> {
  for (let attempt = 1; ; attempt++) {
    const handle = nextHandle(word, attempt)
    if (await insertHandle(db, handle, workspaceId, now)) return handle
  }
}

/** Gives the context's workspace this word; one that it had before is its own for good. Refuses another's, former ones too: old links lead there. */
export async function takeHandle(ctx: Ctx, handle: string): Promise<void> {
  if (await insertHandle(ctx.db, handle, ctx.workspace.id, ctx.now)) return
  const own = ctx.db.selectFrom('workspaces_handles').select('handle').where('workspace_id', '=', ctx.workspace.id)
  if (!(await own.where('handle', '=', handle).executeTakeFirst())) throw refused('workspaces.handle_taken', { handle })
}

/** False when somebody has it. Of two at once the second waits for the first one's transaction. */
async function insertHandle(db: Db, handle: string, workspaceId: string, now: Date): Promise<boolean> {
  const inserted = await db
    .insertInto('workspaces_handles')
    .values({ handle, workspace_id: workspaceId, created_at: now })
    .onConflict((conflict) => conflict.column('handle').doNothing())
    .returning('handle')
    .executeTakeFirst()
  return inserted !== undefined
}
