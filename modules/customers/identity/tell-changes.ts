import type { Ctx } from '#core/context'
import { emitAll } from '#core/events'
import type { ColumnChange } from './write-families.ts'

/** Tells which fields of whom read otherwise now: one event a profile that was spoken of, or a root where it followed from an identifier. */
export async function tellChanges(ctx: Ctx, changes: readonly ColumnChange[]): Promise<void> {
  const byProfile = Map.groupBy(changes, ({ word, root }) => word?.profileId ?? root)
  await emitAll(
    ctx,
    [...byProfile].map(([customerId, of]) => ({
      name: 'customer.changed',
      payload: { customerId, fields: of.map(({ field }) => field) },
      customerId,
    })),
  )
}
