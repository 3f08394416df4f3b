import type { Ctx } from '#core/context'
import type { Belonging } from '#core/holdings'
import type { BelongingsResponse } from './api.ts'

/** What every module has of this member, as far as there is any. */
export async function belongingsOf(ctx: Ctx, userId: string): Promise<BelongingsResponse['rows']> {
  const rows: BelongingsResponse['rows'] = []
  for (const { name, fate, count } of allBelongings(ctx)) rows.push({ name, fate, count: await count(ctx, userId) })
  return rows.filter(({ count }) => count > 0)
}

/** Gives what passes to the successor, ends the rest. Where there is no successor nothing passes: the caller has asked. */
export async function handOver(ctx: Ctx, from: string, to: string | null): Promise<void> {
  for (const belonging of allBelongings(ctx)) {
    if (belonging.fate === 'ends') await belonging.end(ctx, from)
    else if (to !== null) await belonging.handOver(ctx, from, to)
  }
}

function allBelongings(ctx: Ctx): readonly Belonging[] {
  return ctx.holdings.flatMap(({ belongings }) => belongings ?? [])
}
