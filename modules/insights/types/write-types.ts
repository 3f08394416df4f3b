import { sql } from 'kysely'
import { inTransaction, type Ctx } from '#core/context'
import type { Buying } from './domain-buying.ts'
import type { BehaviourType } from './domain-types.ts'
import type { Names } from '../why/domain-studied.ts'

/** What is kept of one customer. */
export interface TypeRow {
  readonly customerId: string
  readonly type: BehaviourType | null
  readonly buying: Buying
  readonly visits: number
  readonly visitsWithout: number
}

const PORTION = 5_000

/** Writes rows, sorted so that two writers meet in one order; customers who were erased are passed over. */
export async function writeTypes(ctx: Ctx, rows: readonly TypeRow[], names: Names): Promise<void> {
  const sorted = rows.toSorted((a, b) => (a.customerId < b.customerId ? -1 : 1))
  for (let from = 0; from < sorted.length; from += PORTION) await writePortion(ctx, sorted.slice(from, from + PORTION), names)
}

function writePortion(ctx: Ctx, rows: readonly TypeRow[], names: Names): Promise<void> {
  const of = <T>(read: (row: TypeRow) => T): T[] => rows.map(read)
  const word = (words: readonly string[], place: number) => words[place] ?? null
  return inTransaction(ctx, async (ctx) => {
    await sql`
      insert into insights_types (
        workspace_id, customer_id, type, purchases, discounted, variety, repeated, irregularity, visits, visits_without, margin, year_revenue,
        first_product, first_category, first_channel, first_source)
      select ${ctx.workspace.id}::uuid, t.*
      from unnest(
        ${of(({ customerId }) => customerId)}::uuid[], ${of(({ type }) => type)}::text[], ${of(({ buying }) => buying.purchases)}::int[],
        ${of(({ buying }) => buying.discounted)}::real[], ${of(({ buying }) => buying.variety)}::real[],
        ${of(({ buying }) => buying.repeated)}::real[], ${of(({ buying }) => buying.irregularity)}::real[],
        ${of(({ visits }) => visits)}::int[], ${of(({ visitsWithout }) => visitsWithout)}::int[],
        ${of(({ buying }) => buying.margin)}::bigint[], ${of(({ buying }) => buying.yearRevenue)}::bigint[],
        ${of(({ buying }) => names.products[buying.firstProduct]?.id ?? null)}::uuid[],
        ${of(({ buying }) => word(names.categories, buying.firstCategory))}::text[],
        ${of(({ buying }) => word(names.channels, buying.firstChannel))}::text[],
        ${of(({ buying }) => word(names.sources, buying.firstSource))}::text[]
      ) as t (customer_id)
      where exists (select from customers c where c.workspace_id = ${ctx.workspace.id} and c.id = t.customer_id and c.erased_at is null)
      on conflict (workspace_id, customer_id) do update set
        type = excluded.type, purchases = excluded.purchases, discounted = excluded.discounted, variety = excluded.variety,
        repeated = excluded.repeated, irregularity = excluded.irregularity, visits = excluded.visits,
        visits_without = excluded.visits_without, margin = excluded.margin, year_revenue = excluded.year_revenue,
        first_product = excluded.first_product, first_category = excluded.first_category, first_channel = excluded.first_channel,
        first_source = excluded.first_source`.execute(ctx.db)
  })
}

/** Drops rows of customers without purchases: those of these ids, or all. */
export async function dropTypes(ctx: Ctx, customerIds: readonly string[] | 'all'): Promise<void> {
  const among = customerIds === 'all' ? sql`` : sql`and k.customer_id = any(${customerIds}::uuid[])`
  await sql`
    delete from insights_types k
    where k.workspace_id = ${ctx.workspace.id} ${among}
      and not exists (
        select from customers_summaries s
        where s.workspace_id = ${ctx.workspace.id} and s.customer_id = k.customer_id and s.purchases > 0
      )`.execute(ctx.db)
}
