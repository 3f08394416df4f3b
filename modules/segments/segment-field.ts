import { sql, type RawBuilder } from 'kysely'
import * as z from 'zod'
import { compileCondition } from '#modules/customers'
import type { Ctx } from '#core/context'
import { invalid } from '#core/errors'
import type { FilterField, Holding } from '#core/holdings'
import { escapeLike, tidy } from '#pure/text'
import { movesSource, segmentsOf } from './members/personal-data.ts'
import { segmentFor, segmentsWith } from './queries.ts'

/** Being in a segment, as a condition of lists and of other segments. */
const segmentField: FilterField = {
  name: 'segment',
  label: { fa: 'بخش', en: 'Segment' },
  type: 'choice',
  may: 'segments:read',
  ops: ['any_of', 'none_of'],
  choices: async (ctx, search) => {
    const rows = await ctx.db
      .selectFrom('segments')
      .select(['id', 'name'])
      .where('workspace_id', '=', ctx.workspace.id)
      .where('archived_at', 'is', null)
      .where('name', 'ilike', `%${escapeLike(tidy(search))}%`)
      .orderBy('name')
      .limit(100)
      .execute()
    return rows.map(({ id, name }) => ({ value: id, label: name }))
  },
  sql: async (ctx, { op, value }, among = null) => {
    const ids = z.array(z.uuid()).safeParse(value)
    const segments = ids.success ? await segmentsWith(ctx, ids.data) : []
    if (!ids.success || segments.length < new Set(ids.data).size) throw invalid('segments.not_found')
    const inner: RawBuilder<boolean>[] = []
    for (const { condition } of segments) inner.push((await compileCondition(asProduct(ctx), condition, among)).sql)
    const inAny = sql<boolean>`(${sql.join(
      inner.map((each) => sql`(${each})`),
      sql` or `,
    )})`
    return op === 'none_of' ? sql`${inAny} is not true` : inAny
  },
}

/** What this module knows about customers. */
export const segmentsHolding: Holding = {
  module: 'segments',
  filters: [segmentField],
  timeline: [movesSource],
  tell: async (ctx, family) => ({ segments: await segmentsOf(ctx, family) }),
}

/** SQL: whether the customer `c`, with the summary `s` where there is one, is in the segment. */
export async function segmentCondition(ctx: Ctx, id: string): Promise<RawBuilder<boolean>> {
  const { condition } = await segmentFor(ctx, id)
  return (await compileCondition(asProduct(ctx), condition)).sql
}

/** Whoever made a segment was allowed to ask for what it asks; reading it then takes no more than the right to read segments. */
export function asProduct(ctx: Ctx): Ctx {
  return { ...ctx, actor: { ...ctx.actor, kind: 'system', role: 'system', can: new Set() } }
}
