import { sql, type RawBuilder } from 'kysely'
import type { Ctx } from '#core/context'
import type { HistoriesWanted } from '#modules/orders'
import type { CohortBy } from './api.ts'
import type { Group } from './domain-cut.ts'
import { lensOf } from './lens.ts'

/** Groups to cut by, and how each customer's is told; `left` smaller ones are not among them. */
export interface Grouping {
  readonly groups: readonly Group[]
  readonly left: number
  readonly wanted: Pick<HistoriesWanted, 'among' | 'beside' | 'part'>
  readonly isStudied: boolean
}

/** As many curves as eyes can tell apart. */
const MOST_GROUPS = 12

/** Where insights_types keeps what a first purchase was. */
export const FIRST_COLUMNS = {
  first_product: 'first_product',
  first_category: 'first_category',
  channel: 'first_channel',
  source: 'first_source',
} as const satisfies Partial<Record<CohortBy, string>>

/** The largest groups among all customers. */
export async function groupingOf(ctx: Ctx, by: Exclude<CohortBy, 'none'>, lens: RawBuilder<unknown> | null): Promise<Grouping> {
  return by === 'segment' ? bySegment(ctx, lens) : byFirst(ctx, by, lens)
}

async function byFirst(ctx: Ctx, by: keyof typeof FIRST_COLUMNS, lens: RawBuilder<unknown> | null): Promise<Grouping> {
  const column = sql.ref(`t.${FIRST_COLUMNS[by]}`)
  const { rows } = await sql<{ id: string; name: string | null; groups: bigint }>`
    select g.id, ${by === 'first_product' ? sql`p.name` : sql`g.id`} as name, g.groups
    from (
      select ${column}::text as id, count(*) as customers, count(*) over () as groups
      from insights_types t
      where t.workspace_id = ${ctx.workspace.id} and ${column} is not null
      group by ${column}
      order by customers desc, id
      limit ${MOST_GROUPS}
    ) g
    ${by === 'first_product' ? sql`left join orders_products p on p.workspace_id = ${ctx.workspace.id} and p.id = g.id::uuid` : sql``}
    order by g.customers desc, g.id`.execute(ctx.db)
  return {
    groups: rows.map(({ id, name }) => ({ id, name: name ?? id, first: { by, id } })),
    left: Number(rows[0]?.groups ?? 0n) - rows.length,
    wanted: {
      among: lens,
      beside: sql`join insights_types t on t.workspace_id = h.workspace_id and t.customer_id = h.customer_id`,
      part: rows.length === 0 ? sql`null` : sql`array_position(${rows.map(({ id }) => id)}::text[], ${column}::text) - 1`,
    },
    isStudied: rows.length > 0 || (await isStudied(ctx)),
  }
}

async function isStudied(ctx: Ctx): Promise<boolean> {
  const types = ctx.db.selectFrom('insights_types').select('customer_id').where('workspace_id', '=', ctx.workspace.id)
  return (await types.limit(1).executeTakeFirst()) !== undefined
}

const NOBODY = sql`select null::uuid as customer_id, null::int4 as part`

/** Somebody who is in two segments counts in both. */
async function bySegment(ctx: Ctx, lens: RawBuilder<unknown> | null): Promise<Grouping> {
  const segments = await ctx.db
    .selectFrom('segments')
    .select(['id', 'name'])
    .where('workspace_id', '=', ctx.workspace.id)
    .where('archived_at', 'is', null)
    .orderBy(sql`members desc nulls last`)
    .orderBy('id')
    .execute()
  const shown = segments.slice(0, MOST_GROUPS)
  const members: RawBuilder<unknown>[] = []
  for (const [part, { id }] of shown.entries()) {
    const inside = lens === null ? sql`` : sql`where m.customer_id in (${lens})`
    members.push(sql`select m.customer_id, ${part}::int4 as part from (${await lensOf(ctx, id)}) m ${inside}`)
  }
  return {
    groups: shown.map(({ id, name }) => ({ id, name, first: null })),
    left: segments.length - shown.length,
    wanted: {
      beside: sql`join (${members.length === 0 ? NOBODY : sql.join(members, sql` union all `)}) w on w.customer_id = h.customer_id`,
      part: sql`w.part`,
    },
    isStudied: true,
  }
}
