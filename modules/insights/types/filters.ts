import { sql, type RawBuilder } from 'kysely'
import type { Ctx } from '#core/context'
import { columnMeets, type ColumnKind } from '#core/filters'
import type { FilterChoice, FilterField, FilterOp, ListColumn, Words } from '#core/holdings'
import { escapeLike, searchWords } from '#pure/text'
import { TYPE_WORDS, TYPES } from './domain-types.ts'

const AMONG: readonly FilterOp[] = ['any_of', 'none_of', 'is', 'is_not', 'known', 'unknown']
const MEASURED: readonly FilterOp[] = ['at_least', 'at_most', 'between', 'known', 'unknown']
const TYPE_LABEL = { fa: 'نوع رفتار', en: 'Type of behaviour' }
const TYPE_CHOICES = TYPES.map((value) => ({ value, label: TYPE_WORDS[value] }))

/** What customers can be filtered by of how they buy. */
export const TYPE_FILTERS: readonly FilterField[] = [
  field('type', TYPE_LABEL, { type: 'choice', kind: 'choice', column: sql`k.type` }, { ops: AMONG, choices: async () => TYPE_CHOICES }),
  // Single-precision numbers times 100 are whole again where people mean whole ones.
  field(
    'buying.discounted',
    { fa: 'سهم خرید با تخفیف (٪)', en: 'Share bought on discount (%)' },
    { type: 'number', kind: 'number', column: sql`(k.discounted * 100)::numeric` },
    { ops: MEASURED },
  ),
  field(
    'buying.variety',
    { fa: 'گوناگونی کالاهای خریده‌شده (٪)', en: 'Variety of products bought (%)' },
    { type: 'number', kind: 'number', column: sql`(k.variety * 100)::numeric` },
    { ops: MEASURED },
  ),
  field(
    'buying.margin',
    { fa: 'سود تاکنون', en: 'Margin so far' },
    { type: 'money', kind: 'money', column: sql`k.margin` },
    { ops: MEASURED },
  ),
  field(
    'first.product',
    { fa: 'کالای نخستین خرید', en: 'Product of the first purchase' },
    { type: 'choice', kind: 'choice', column: sql`k.first_product::text` },
    { ops: AMONG, choices: productChoices },
  ),
  field(
    'first.category',
    { fa: 'دستهٔ نخستین خرید', en: 'Category of the first purchase' },
    { type: 'choice', kind: 'choice', column: sql`k.first_category` },
    { ops: AMONG, choices: (ctx, search) => wordChoices(ctx, 'first_category', search) },
  ),
  field(
    'first.channel',
    { fa: 'کانال نخستین خرید', en: 'Sales channel of the first purchase' },
    { type: 'choice', kind: 'choice', column: sql`k.first_channel` },
    { ops: AMONG, choices: (ctx, search) => wordChoices(ctx, 'first_channel', search) },
  ),
]

/** The type in lists and exports of customers. */
export const TYPE_COLUMN: ListColumn = {
  name: 'type',
  label: TYPE_LABEL,
  type: 'choice',
  may: 'customers:read',
  choices: TYPE_CHOICES,
  read: async (ctx, customerIds) => {
    const { rows } = await sql<{ customer_id: string; type: string }>`
      select k.customer_id, k.type from insights_types k
      where k.workspace_id = ${ctx.workspace.id} and k.customer_id = any(${customerIds}::uuid[]) and k.type is not null`.execute(ctx.db)
    return new Map(rows.map(({ customer_id, type }) => [customer_id, type]))
  },
}

interface Column {
  readonly type: FilterField['type']
  readonly kind: ColumnKind
  readonly column: RawBuilder<unknown>
}

/** What denies something holds for whoever was never studied as well. */
const DENIALS: Partial<Record<FilterOp, FilterOp>> = { unknown: 'known', is_not: 'is', none_of: 'any_of' }

/** A condition on the row `k` of insights_types. It speaks of summaries alone, so that lists of buyers read nothing else; who never bought has neither. */
function field(name: string, label: Words, { type, kind, column }: Column, given: Pick<FilterField, 'ops' | 'choices'>): FilterField {
  return {
    name,
    label,
    type,
    may: 'customers:read',
    ...given,
    buyersOnly: ({ op }) => DENIALS[op] === undefined,
    sql: (ctx, condition, among = null) => {
      const denied = DENIALS[condition.op]
      const meets = columnMeets(ctx, kind, column, denied ? { ...condition, op: denied } : condition)
      const few = among ? sql`k.customer_id = any(${among.customers}) and ${meets}` : meets
      const found = sql<boolean>`exists (
        select from insights_types k where k.workspace_id = ${ctx.workspace.id} and k.customer_id = s.customer_id and ${few})`
      return denied ? sql<boolean>`not ${found}` : found
    },
  }
}

async function productChoices(ctx: Ctx, search: string): Promise<FilterChoice[]> {
  const words = searchWords(search).map((word) => sql`p.search like ${`%${escapeLike(word)}%`}`)
  const { rows } = await sql<{ id: string; name: string }>`
    select p.id, p.name from orders_products p
    where p.workspace_id = ${ctx.workspace.id} and ${sql.join([sql`true`, ...words], sql` and `)}
    order by p.first_buyers desc, p.name, p.id limit 100`.execute(ctx.db)
  return rows.map(({ id, name }) => ({ value: id, label: name }))
}

/** Words of some customers rather than of all, so that a million rows need not be read. */
async function wordChoices(ctx: Ctx, column: 'first_category' | 'first_channel', search: string): Promise<FilterChoice[]> {
  const { rows } = await sql<{ word: string }>`
    select word from (
      select ${sql.ref(`k.${column}`)} as word from insights_types k where k.workspace_id = ${ctx.workspace.id} limit ${RECENT}
    ) known
    where word ilike ${`%${escapeLike(search)}%`}
    group by word order by count(*) desc, word limit 100`.execute(ctx.db)
  return rows.map(({ word }) => ({ value: word, label: word }))
}

/** Words of so many customers are offered. */
const RECENT = 20_000
