import type { Ctx } from '#core/context'
import type { Server } from '#core/server'
import { listWorkspaces, systemCtx } from '#modules/workspaces'

/** The installation as its oldest workspace stands for it: whose clock it goes by, and since when it is there. Null before there is any. */
export async function installation(
  server: Server,
): Promise<{ readonly ctx: Ctx; readonly timeZone: string; readonly installedAt: Date } | null> {
  const [oldest] = await listWorkspaces(server.db)
  if (!oldest) return null
  const { created_at } = await server.db.selectFrom('workspaces').select('created_at').where('id', '=', oldest.id).executeTakeFirstOrThrow()
  return { ctx: systemCtx(server, oldest), timeZone: oldest.timeZone, installedAt: created_at }
}
