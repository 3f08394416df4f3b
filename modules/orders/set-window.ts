import { audit } from '#core/audit'
import { inTransaction, type Ctx } from '#core/context'
import type { ActivityWindow, ActivityWindowRequest } from './api.ts'
import { DEFAULT_WINDOW_DAYS, findBook, lockBook, type Book } from './book.ts'
import { suggestedWindow } from './domain.ts'
import { nudgeRecount } from './jobs.ts'
import { readCells } from './read-cells.ts'

/** How long after the last purchase a customer counts as current, and what the shop's own rhythm suggests. */
export async function showWindow(ctx: Ctx): Promise<ActivityWindow> {
  return windowOf(ctx, await findBook(ctx))
}

/** Sets the activity window, or goes back to the suggested one; every figure that depends on it is counted again soon after. */
export async function setWindow(ctx: Ctx, { days }: ActivityWindowRequest): Promise<ActivityWindow> {
  return inTransaction(ctx, async (ctx) => {
    const book = await lockBook(ctx)
    const suggested = suggestedWindow(await readCells(ctx, ['gap:any']))
    const windowDays = days ?? suggested ?? DEFAULT_WINDOW_DAYS
    const changed = windowDays !== book.windowDays
    const change = {
      window_days: windowDays,
      window_source: days === null ? ('suggested' as const) : ('set' as const),
      stale: book.stale || changed,
    }
    await ctx.db.updateTable('orders_books').set(change).where('workspace_id', '=', ctx.workspace.id).execute()
    await audit(ctx, 'settings.changed', { kind: 'workspace', id: null, details: { fields: ['window'], days: windowDays } })
    if (changed) await nudgeRecount(ctx)
    return { days: windowDays, source: change.window_source, suggested }
  })
}

async function windowOf(ctx: Ctx, book: Book | null): Promise<ActivityWindow> {
  const suggested = suggestedWindow(await readCells(ctx, ['gap:any']))
  return { days: book?.windowDays ?? DEFAULT_WINDOW_DAYS, source: book?.windowSource ?? 'suggested', suggested }
}
