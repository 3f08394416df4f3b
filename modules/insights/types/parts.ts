import type * as z from 'zod'
import { inTransaction, type Ctx } from '#core/context'
import type { Part, PartName } from './domain-parts.ts'

/** Keeps a part for readers. */
export async function writePart<N extends PartName>(ctx: Ctx, part: N, content: Readonly<Part<N>>): Promise<void> {
  const columns = { counted_at: ctx.now, content: JSON.stringify(content) }
  await inTransaction(ctx, (ctx) =>
    ctx.db
      .insertInto('insights_kinds')
      .values({ workspace_id: ctx.workspace.id, part, ...columns })
      .onConflict((conflict) => conflict.columns(['workspace_id', 'part']).doUpdateSet(columns))
      .execute(),
  )
}

/** A part as it was last counted, read by its schema (PARTS); null before that. */
export async function readPart<T>(ctx: Ctx, part: PartName, schema: z.ZodType<T>): Promise<T | null> {
  const row = await ctx.db
    .selectFrom('insights_kinds')
    .select('content')
    .where('workspace_id', '=', ctx.workspace.id)
    .where('part', '=', part)
    .executeTakeFirst()
  return row ? schema.parse(row.content) : null
}
