import { randomUUIDv7 } from 'node:crypto'
import { inTransaction, type Ctx } from '#core/context'
import type { RetentionKind } from '#core/holdings'
import { chosenDays, daysOf, retentionKinds } from './settings.ts'

/** No night removes more steps than this of one kind; the next goes on. */
const MOST_STEPS = 1000

/** Removes what is older than the workspace keeps it, in small steps of their own, and logs how much. Gives the counts by kind. */
export async function purgeOld(ctx: Ctx): Promise<Readonly<Record<string, number>>> {
  const chosen = await inTransaction(ctx, (ctx) => chosenDays(ctx))
  const removed: Record<string, number> = {}
  for (const kind of retentionKinds(ctx)) {
    const days = daysOf(chosen, kind)
    if (days === null) continue
    const before = new Date(ctx.now.getTime() - days * 86_400_000)
    removed[kind.name] = await purgeKind(ctx, kind, before)
  }
  return removed
}

async function purgeKind(ctx: Ctx, { name, purge }: RetentionKind, before: Date): Promise<number> {
  let removed = 0
  for (let step = 0; step < MOST_STEPS; step++) {
    const rows = await inTransaction(ctx, (ctx) => purge(ctx, before))
    if (rows === 0) break
    removed += rows
  }
  if (removed > 0) {
    const row = { workspace_id: ctx.workspace.id, id: randomUUIDv7(), kind: name, before, removed, purged_at: ctx.now }
    await inTransaction(ctx, (ctx) => ctx.db.insertInto('privacy_purges').values(row).execute())
  }
  return removed
}
