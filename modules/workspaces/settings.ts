import { audit } from '#core/audit'
import { inTransaction, type Ctx, type Workspace } from '#core/context'
import { invalid, notFound, refused } from '#core/errors'
import { emit } from '#core/events'
import type { WorkspaceRequest } from './api.ts'
import { changedFields, refusalOfSettings } from './domain.ts'
import { takeHandle } from './handles.ts'
import { lockWorkspace, updateWorkspace, workspaceNow } from './queries.ts'

/** The settings as they are now: the context's were read before the transaction began. */
export async function showWorkspace(ctx: Ctx): Promise<Workspace> {
  const now = await workspaceNow(ctx.db, ctx.workspace.id)
  if (!now) throw notFound('workspaces.not_found')
  return now
}

/** Stores a workspace's settings and gives them back. Stored amounts are in the currency, so that stays as it is. */
export async function saveSettings(ctx: Ctx, settings: WorkspaceRequest): Promise<Workspace> {
  const refusal = refusalOfSettings(settings)
  if (refusal) throw invalid(refusal)
  return inTransaction(ctx, async (ctx) => {
    const before = await lockWorkspace(ctx)
    if (before.currency !== settings.currency) throw refused('workspaces.currency_fixed', { currency: before.currency })
    const { handle = before.handle, accent = before.accent } = settings
    const after = { ...before, ...settings, handle, accent }
    if (after.handle !== before.handle) await takeHandle(ctx, after.handle)
    return storeSettings(ctx, before, after)
  })
}

/** Changes the currency, for a caller who knows that the workspace has no amounts yet (the first import). */
export async function changeCurrency(ctx: Ctx, currency: string): Promise<Workspace> {
  const refusal = refusalOfSettings({ ...ctx.workspace, currency })
  if (refusal) throw invalid(refusal)
  return inTransaction(ctx, async (ctx) => {
    const before = await lockWorkspace(ctx)
    return storeSettings(ctx, before, { ...before, currency })
  })
}

/** Writes the settings where they differ from those of the workspace held, tells it, and gives them back. */
export async function storeSettings(ctx: Ctx, before: Workspace, after: Workspace): Promise<Workspace> {
  const fields = changedFields(before, after)
  if (fields.length === 0) return after
  await updateWorkspace(ctx, after)
  await audit(ctx, 'settings.changed', { kind: 'workspace', id: before.id, details: { fields } })
  await emit(ctx, 'workspace.changed', { fields })
  return after
}
