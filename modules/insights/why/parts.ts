import type { Ctx } from '#core/context'
import { EVERYBODY } from './ask-for-study.ts'
import { PARTS, type Part, type PartName } from './api.ts'

/** Keeps what a study found, in the place of what the one before did. */
export async function writeParts(ctx: Ctx, lens: string, contents: { readonly [N in PartName]: Part<N> }): Promise<void> {
  const parts = Object.entries(contents).map(([part, content]) => ({ part, content: JSON.stringify(content) }))
  await ctx.db
    .insertInto('insights_parts')
    .values(parts.map((each) => ({ workspace_id: ctx.workspace.id, lens, made_at: ctx.now, ...each })))
    .onConflict((conflict) =>
      conflict
        .columns(['workspace_id', 'lens', 'part'])
        .doUpdateSet((each) => ({ content: each.ref('excluded.content'), made_at: each.ref('excluded.made_at') })),
    )
    .execute()
}

/** A part as it was last found, with when that was; null before. */
export async function readPart<N extends PartName>(
  ctx: Ctx,
  lens: string,
  part: N,
): Promise<{ readonly content: (typeof PARTS)[N]['_output']; readonly madeAt: Date } | null> {
  const row = await ctx.db
    .selectFrom('insights_parts')
    .select(['content', 'made_at'])
    .where('workspace_id', '=', ctx.workspace.id)
    .where('lens', '=', lens)
    .where('part', '=', part)
    .executeTakeFirst()
  return row ? { content: PARTS[part].parse(row.content), madeAt: row.made_at } : null
}

/** What was found of a segment's customers is kept for a day. */
export const LENS_KEPT_MS = 86_400_000

/** Forgets what was found of segments, and how, longer ago. */
export async function dropOldLenses(ctx: Ctx): Promise<void> {
  const before = new Date(ctx.now.getTime() - LENS_KEPT_MS)
  const parts = ctx.db.deleteFrom('insights_parts').where('workspace_id', '=', ctx.workspace.id)
  await parts.where('lens', '<>', EVERYBODY).where('made_at', '<', before).execute()
  const studies = ctx.db.deleteFrom('insights_studies').where('workspace_id', '=', ctx.workspace.id)
  await studies.where('finished_at', '<', new Date(ctx.now.getTime() - 30 * LENS_KEPT_MS)).execute()
}
