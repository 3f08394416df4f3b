import { inTransaction, type Ctx, type Workspace } from '#core/context'
import { invalid, notFound, refused } from '#core/errors'
import { emit } from '#core/events'
import type { WorkspaceSettings } from './api.ts'
import { changedFields, refusalOfSettings } from './domain.ts'
import { lockWorkspace, setMemberLanguage, updateWorkspace, workspaceById } from './queries.ts'

/** The settings as they are now: the context's were read before the transaction began. */
export async function showWorkspace(ctx: Ctx): Promise<Workspace> {
  const workspace = await workspaceById(ctx.db, ctx.workspace.id)
  if (!workspace) throw notFound('workspaces.not_found')
  return workspace
}

/** Stores a workspace's settings and gives them back. Stored amounts are in the currency, so that stays as it is. */
export async function saveSettings(ctx: Ctx, settings: WorkspaceSettings): Promise<Workspace> {
  const refusal = refusalOfSettings(settings)
  if (refusal) throw invalid(refusal)
  return inTransaction(ctx, async (ctx) => {
    const before = await lockWorkspace(ctx)
    if (before.currency !== settings.currency) throw refused('workspaces.currency_fixed', { currency: before.currency })
    return storeSettings(ctx, before, settings)
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

/** The member's own language in this workspace. */
export async function chooseLanguage(ctx: Ctx, language: 'fa' | 'en'): Promise<void> {
  if (!ctx.actor.userId) throw notFound('workspaces.not_found')
  await setMemberLanguage(ctx, ctx.actor.userId, language)
}

/** Writes the settings where they differ from those of the workspace held, tells it, and gives them back. */
export async function storeSettings(ctx: Ctx, before: Workspace, settings: WorkspaceSettings): Promise<Workspace> {
  const fields = changedFields(before, settings)
  const after = { ...settings, id: before.id }
  if (fields.length === 0) return after
  await updateWorkspace(ctx, settings)
  await emit(ctx, 'workspace.changed', { fields })
  return after
}
