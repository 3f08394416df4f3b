import { sql, type RawBuilder } from 'kysely'
import { compilerFor, fieldsOf, type Condition } from '#modules/customers'
import { AppError } from '#core/errors'
import type { Ctx } from '#core/context'
import type { Among } from '#core/holdings'
import { fieldNamesIn } from '../domain.ts'
import { conditionsOfAll } from '../queries.ts'

/** A segment whose members are known, so that whoever joins or leaves is told of. */
interface LiveSegment {
  readonly id: string
  readonly condition: Condition
  /** Whether what visitors do on a site can change who is in it. */
  readonly followsVisits: boolean
}

/** Every segment in use that was filled. Read under the lock of segments. */
export async function liveSegments(ctx: Ctx): Promise<LiveSegment[]> {
  const ids = await filledIds(ctx)
  if (ids.length === 0) return []
  const all = await conditionsOfAll(ctx)
  const visits = new Set((await fieldsOf(ctx)).flatMap(({ name, followsVisits }) => (followsVisits ? [name] : [])))
  return ids.flatMap((id) => {
    const condition = all.get(id)
    return condition ? [{ id, condition, followsVisits: [...fieldNamesIn(condition, all)].some((name) => visits.has(name)) }] : []
  })
}

/** Segments in use that were filled, in a fixed order. */
export async function filledIds(ctx: Ctx): Promise<string[]> {
  const segments = ctx.db.selectFrom('segments').select('id').where('workspace_id', '=', ctx.workspace.id)
  const rows = await segments.where('archived_at', 'is', null).where('filled_at', 'is not', null).orderBy('id').execute()
  return rows.map(({ id }) => id)
}

/** A segment with its condition as SQL. */
export interface Compiled {
  readonly id: string
  readonly meets: RawBuilder<boolean>
}

/** Their conditions as SQL about a few customers. One that asks about a field that is gone keeps its members, and is left out. */
export async function compileFew(ctx: Ctx, segments: readonly LiveSegment[], among: Among): Promise<Compiled[]> {
  const compile = await compilerFor(ctx, among)
  const compiled: Compiled[] = []
  for (const { id, condition } of segments) {
    const meets = await compile(condition).then(({ sql }) => sql, unlessRefused)
    if (meets) compiled.push({ id, meets })
  }
  return compiled
}

function unlessRefused(error: unknown): null {
  if (error instanceof AppError) return null
  throw error
}

/** SQL: customers that lists show. */
export const LISTED = sql`c.merged_into is null and not c.is_visitor`
