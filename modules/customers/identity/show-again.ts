import { sql } from 'kysely'
import type { Ctx } from '#core/context'
import { readFamilies } from './read-families.ts'
import { showFamilies } from './write-families.ts'

/**
 * Shows again what the families of customers in a temporary table's column `customer_id` say, where their words are kept field by field or are part of
 * a family. Customers about whom only imports spoke are left as they are.
 */
export async function showAgain(ctx: Ctx, table: string): Promise<void> {
  const { rows } = await sql<{ id: string }>`
    select c.id
    from ${sql.table(table)} t
    join customers c on c.workspace_id = ${ctx.workspace.id} and c.id = t.customer_id
    where c.said is not null or c.merged_into is not null
    order by c.id`.execute(ctx.db)
  for (let start = 0; start < rows.length; start += AT_ONCE) {
    const ids = rows.slice(start, start + AT_ONCE).map(({ id }) => id)
    await showFamilies(ctx, await readFamilies(ctx, ids))
  }
}

const AT_ONCE = 2_000
