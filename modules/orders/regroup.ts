import { sql } from 'kysely'
import { inTransaction, type Ctx } from '#core/context'
import type { Move } from '#core/holdings'
import { lockBook } from './book.ts'
import { beginCount } from './count-few.ts'
import { matchCarts } from './match-carts.ts'

/** Gives what profiles bought, put into carts and want to give back to their new roots, and counts both sides anew by their difference. */
export async function regroup(ctx: Ctx, moves: readonly Move[]): Promise<void> {
  if (moves.length === 0) return
  await inTransaction(ctx, async (ctx) => {
    const book = await lockBook(ctx)
    const roots = [...new Set(moves.flatMap(({ from, to }) => [from, to]))]
    const count = await beginCount(ctx, book, roots)
    for (const table of ['orders', 'orders_carts', 'orders_returns']) {
      await sql`
        update ${sql.table(table)} o set customer_id = m.new_root, profile_id = nullif(m.profile, m.new_root)
        from unnest(
          ${moves.map(({ profile }) => profile)}::uuid[], ${moves.map(({ from }) => from)}::uuid[], ${moves.map(({ to }) => to)}::uuid[]
        ) as m (profile, old_root, new_root)
        where o.workspace_id = ${ctx.workspace.id} and o.customer_id = m.old_root and coalesce(o.profile_id, o.customer_id) = m.profile`.execute(
        ctx.db,
      )
    }
    await count.finish()
    await matchCarts(ctx, { buyers: roots })
  })
}
