import { sql, type RawBuilder } from 'kysely'
import type { Ctx } from '#core/context'
import { columnMeets } from '#core/filters'
import type { Among, FilterChoice, FilterCondition, FilterField, FilterOp, Words } from '#core/holdings'
import { escapeLike, searchWords } from '#pure/text'
import { leftBefore } from './list-carts.ts'

const AMONG: readonly FilterOp[] = ['any_of', 'none_of', 'is', 'is_not']

/** What customers can be filtered by of what they bought; how often and how much stands in their summaries, and is a filter of the customers module. */
export const ORDER_FILTERS: readonly FilterField[] = [
  {
    name: 'orders.average',
    label: { fa: 'میانگین هر خرید', en: 'Average order' },
    type: 'money',
    may: 'orders:read',
    ops: ['at_least', 'at_most', 'between', 'known', 'unknown'],
    buyersOnly: ({ op }) => op !== 'unknown',
    sql: (ctx, condition) => columnMeets(ctx, 'money', sql`(s.revenue / nullif(s.purchases, 0))`, condition),
  },
  {
    name: 'orders.product',
    label: { fa: 'کالای خریده‌شده', en: 'Product bought' },
    type: 'choice',
    may: 'orders:read',
    ops: AMONG,
    sql: (ctx, condition, few) => among(condition, (ids) => boughtProducts(ctx, ids, few)),
    choices: productChoices,
  },
  {
    name: 'orders.category',
    label: { fa: 'دستهٔ خریده‌شده', en: 'Category bought' },
    type: 'choice',
    may: 'orders:read',
    ops: AMONG,
    sql: (ctx, condition) => among(condition, (names) => boughtCategories(ctx, names)),
    choices: categoryChoices,
  },
  ordersField('orders.payment_method', { fa: 'روش پرداخت', en: 'Payment method' }, 'payment_method'),
  ordersField('orders.shipping_method', { fa: 'روش ارسال', en: 'Delivery method' }, 'shipping_method'),
  ordersField('orders.channel', { fa: 'کانال فروش', en: 'Sales channel' }, 'channel'),
  yesNo(
    'orders.open_return',
    { fa: 'مرجوعی باز دارد', en: 'Has an open return' },
    (ctx, few) => sql`
    select r.customer_id from orders_returns r
    where r.workspace_id = ${ctx.workspace.id} and ${isOf(few, sql`r.customer_id`)} and r.state in ('requested', 'approved', 'received')`,
  ),
  yesNo(
    'orders.late_payer',
    { fa: 'دیر پرداخت می‌کند', en: 'Pays late' },
    (ctx, few) => sql`
    select o.customer_id from orders o
    where o.workspace_id = ${ctx.workspace.id} and ${isOf(few, sql`o.customer_id`)} and o.due_at is not null and not o.negative and o.state is distinct from 'cancelled'
    group by o.customer_id
    having count(*) filter (where coalesce(o.paid_at, ${ctx.now}) > o.due_at + interval '1 day') * 2 >= count(*)`,
  ),
  yesNo(
    'orders.overdue',
    { fa: 'پرداخت عقب‌افتاده دارد', en: 'Has an overdue payment' },
    (ctx, few) => sql`
    select o.customer_id from orders o
    where o.workspace_id = ${ctx.workspace.id} and ${isOf(few, sql`o.customer_id`)} and o.due_at < ${ctx.now} and o.paid_at is null and not o.negative
      and o.state is distinct from 'cancelled'`,
  ),
  {
    name: 'orders.cart_left',
    label: { fa: 'سبد رهاشده', en: 'Cart left' },
    type: 'date',
    may: 'orders:read',
    ops: ['in_last', 'not_in_last', 'before', 'after', 'between'],
    sql: (ctx, condition, few) => {
      const isDenied = condition.op === 'not_in_last'
      const meets = columnMeets(ctx, 'instant', sql`k.said_at`, isDenied ? { ...condition, op: 'in_last' } : condition)
      const found = sql<boolean>`c.id in (
        select k.customer_id from orders_carts k
        where k.workspace_id = ${ctx.workspace.id} and ${isOf(few, sql`k.customer_id`)} and k.order_id is null and k.items <> '[]' and k.said_at < ${leftBefore(ctx)} and ${meets})`
      return isDenied ? sql<boolean>`not ${found}` : found
    },
  },
]

/** SQL: whether a row is of the few customers that are asked about. */
function isOf(few: Among | null | undefined, customerId: RawBuilder<unknown>): RawBuilder<boolean> {
  return few ? sql<boolean>`${customerId} = any(${few.customers})` : sql<boolean>`true`
}

function yesNo(name: string, label: Words, customers: (ctx: Ctx, few?: Among | null) => RawBuilder<unknown>): FilterField {
  return {
    name,
    label,
    type: 'yes_no',
    may: 'orders:read',
    sql: (ctx, { value }, few) => {
      const isAmong = sql<boolean>`exists (select from (${customers(ctx, few)}) found where found.customer_id = c.id)`
      return value === true ? isAmong : sql<boolean>`not ${isAmong}`
    },
  }
}

/** Whether some purchase carries the shop's word for how it was paid, sent or sold. */
function ordersField(name: string, label: Words, column: 'payment_method' | 'shipping_method' | 'channel'): FilterField {
  return {
    name,
    label,
    type: 'choice',
    may: 'orders:read',
    ops: AMONG,
    sql: (ctx, condition) =>
      among(
        condition,
        (words) => sql`exists (
          select from orders o
          where o.workspace_id = ${ctx.workspace.id} and o.customer_id = c.id and o.kind = 'purchase' and ${sql.ref(`o.${column}`)} = any(${words}::text[]))`,
      ),
    choices: async (ctx) => {
      const { rows } = await sql<{ word: string }>`
        select word from (
          select ${sql.ref(column)} as word from orders o
          where o.workspace_id = ${ctx.workspace.id} and o.kind = 'purchase'
          order by o.ordered_at desc limit ${RECENT}
        ) recent
        where word is not null group by word order by count(*) desc limit 100`.execute(ctx.db)
      return rows.map(({ word }) => ({ value: word, label: word }))
    },
  }
}

/** Choices of so many of the latest orders are offered. */
const RECENT = 20_000

function among({ op, value }: FilterCondition, meets: (values: string[]) => RawBuilder<unknown>): RawBuilder<boolean> {
  const found = meets([value].flat().filter((each) => typeof each === 'string'))
  return op === 'is_not' || op === 'none_of' ? sql<boolean>`not (${found})` : sql<boolean>`(${found})`
}

/** Items are found by their index, whichever of a product's codes and spellings they carry. */
function boughtProducts(ctx: Ctx, ids: string[], few: Among | null | undefined): RawBuilder<unknown> {
  const workspace = ctx.workspace.id
  return sql`c.id in (
    select o.customer_id
    from (
      select i.order_id from orders_products p
      join orders_items i on i.workspace_id = ${workspace} and i.product_code = p.code
      where p.workspace_id = ${workspace} and p.id::text = any(${ids}::text[])
      union all
      select i.order_id from orders_products p
      cross join lateral unnest(p.spellings) as spelling
      join orders_items i on i.workspace_id = ${workspace} and i.product_code is null and i.product_name = spelling
      where p.workspace_id = ${workspace} and p.id::text = any(${ids}::text[])
    ) bought
    join orders o on o.workspace_id = ${workspace} and o.id = bought.order_id
    where ${isOf(few, sql`o.customer_id`)} and o.kind = 'purchase')`
}

function boughtCategories(ctx: Ctx, names: string[]): RawBuilder<unknown> {
  return sql`exists (
    select from orders o
    join orders_items i on i.workspace_id = ${ctx.workspace.id} and i.order_id = o.id
    where o.workspace_id = ${ctx.workspace.id} and o.customer_id = c.id and o.kind = 'purchase' and i.category = any(${names}::text[]))`
}

async function productChoices(ctx: Ctx, search: string): Promise<FilterChoice[]> {
  const words = searchWords(search).map((word) => sql`p.search like ${`%${escapeLike(word)}%`}`)
  const { rows } = await sql<{ id: string; name: string; code: string | null }>`
    select p.id, p.name, p.code from orders_products p
    where p.workspace_id = ${ctx.workspace.id} and ${sql.join([sql`true`, ...words], sql` and `)}
    order by p.is_archived, p.revenue desc nulls last, p.name, p.id limit 100`.execute(ctx.db)
  return rows.map(({ id, name, code }) => ({ value: id, label: code === null ? name : `${name} (${code})` }))
}

async function categoryChoices(ctx: Ctx, search: string): Promise<FilterChoice[]> {
  const { rows } = await sql<{ category: string }>`
    select category from orders_products p
    where p.workspace_id = ${ctx.workspace.id} and category ilike ${`%${escapeLike(search)}%`}
    group by category order by count(*) desc, category limit 100`.execute(ctx.db)
  return rows.map(({ category }) => ({ value: category, label: category }))
}
