import { randomUUIDv7 } from 'node:crypto'
import type { Ctx, Workspace } from '#core/context'
import { emit } from '#core/events'
import type { Server } from '#core/server'
import type { WorkspaceSettings } from './api.ts'
import { newWorkspace } from './domain.ts'
import { insertWorkspace, lockWorkspace, withoutMembers } from './queries.ts'
import { storeSettings } from './settings.ts'

interface FirstWorkspace {
  readonly workspace: Workspace
  /** Makes it what the owner asked for, in the transaction that makes the owner. */
  readonly settle: (ctx: Ctx) => Promise<void>
}

/** Where the first owner will work: in the workspace that the command line has made, if it is the only one without members, else in a new one. */
export async function firstWorkspace(server: Pick<Server, 'db'>, settings: WorkspaceSettings): Promise<FirstWorkspace> {
  const [only, second] = await withoutMembers(server.db)
  if (only && !second) return { workspace: only, settle: (ctx) => adopt(ctx, settings) }
  const workspace = newWorkspace(randomUUIDv7(), settings)
  return {
    workspace,
    settle: async (ctx) => {
      await insertWorkspace(ctx.db, workspace, ctx.now)
      await emit(ctx, 'workspace.created', { name: workspace.name })
    },
  }
}

/** Once something was imported, amounts are in the workspace's currency and times without a zone were read in its time zone: both stay. */
async function adopt(ctx: Ctx, settings: WorkspaceSettings): Promise<void> {
  const before = await lockWorkspace(ctx)
  const { currency, timeZone } = (await hasImported(ctx)) ? before : settings
  await storeSettings(ctx, before, { ...before, ...settings, currency, timeZone })
}

async function hasImported(ctx: Ctx): Promise<boolean> {
  const events = ctx.db.selectFrom('events').select('seq').where('workspace_id', '=', ctx.workspace.id)
  return (await events.where('name', '=', 'import.finished').limit(1).executeTakeFirst()) !== undefined
}
