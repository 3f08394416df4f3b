import { sql, type RawBuilder } from 'kysely'
import type { Ctx } from '#core/context'
import { dateParts, periodStart, type Calendar } from '#pure/calendar'
import { EVERYBODY } from './ask-for-study.ts'
import { readPart } from './parts.ts'
import { ordersHolding } from './product-sql.ts'

type Condition = RawBuilder<boolean>

/** SQL: whether the first purchase of the customer `c`, with the summary `s`, has one of these things: 'channel:web', 'weekday:3', 'product:' and an id. */
export async function firstPurchaseIs(ctx: Ctx, values: readonly string[]): Promise<Condition> {
  const cuts = values.some((value) => value.startsWith('value:'))
    ? ((await readPart(ctx, EVERYBODY, 'factors'))?.content.valueCuts ?? null)
    : null
  const met = values.map((each) => {
    const at = each.indexOf(':')
    return meets(ctx, each.slice(0, at), each.slice(at + 1), cuts)
  })
  return sql`(${sql.join([sql`false`, ...met], sql` or `)})`
}

function meets(ctx: Ctx, kind: string, value: string, cuts: readonly number[] | null): Condition {
  const zone = ctx.workspace.timeZone
  const local = (column: string) => sql`(${sql.ref(column)} at time zone ${zone})::date`
  switch (kind) {
    case 'source':
      return sql`c.acquisition = ${value}`
    case 'city':
      return sql`c.city = ${value}`
    case 'country':
      return sql`coalesce(c.country, ${firstCountry(ctx)}) = ${value}`
    case 'weekday':
      return sql`s.first_day is not null and mod(s.first_day + 3, 7) + 1 = ${Number(value) || 0}`
    case 'season':
      return inSeason(value)
    case 'channel':
      return byOrder(ctx, sql`o.channel = ${value}`)
    case 'payment':
      return byOrder(ctx, sql`o.payment_method = ${value}`)
    case 'shipping':
      return byOrder(ctx, sql`o.shipping_method = ${value}`)
    case 'discount':
      return byOrder(
        ctx,
        value === 'yes' ? DISCOUNTED : sql`(o.discount is not null or o.coupons is not null) and (${DISCOUNTED}) is not true`,
      )
    case 'delay':
      return byOrder(ctx, between(sql`greatest(0, ${local('o.delivered_at')} - ${local('o.promised_at')})`, DELAYS[value]))
    case 'basket':
      return byOrder(ctx, between(productsOf(ctx), BASKETS[value]))
    case 'value':
      return byOrder(ctx, cuts ? between(sql`o.total`, [(cuts[Number(value) - 2] ?? -1) + 1, cuts[Number(value) - 1] ?? null]) : sql`false`)
    case 'product':
      return byOrder(ctx, sql`o.id in (${ordersHolding(ctx, [value])})`)
    default:
      return byOrder(ctx, kind === 'category' ? holdsCategory(ctx, value) : sql`false`)
  }
}

const DISCOUNTED: Condition = sql`(o.discount > 0 or o.coupons <> '{}')`

type Range = readonly [from: number, to: number | null]
const DELAYS: Readonly<Record<string, Range>> = { on_time: [0, 0], late_1_2: [1, 2], late_3: [3, null] }
const BASKETS: Readonly<Record<string, Range>> = { 1: [1, 1], '2_3': [2, 3], '4_9': [4, 9], 10: [10, null] }

function between(figure: RawBuilder<unknown>, range: Range | undefined): Condition {
  if (!range) return sql`false`
  const [from, to] = range
  return to === null ? sql`${figure} >= ${from}::int8` : sql`${figure} between ${from}::int8 and ${to}::int8`
}

/** By orders first, so that an index on what they hold can serve; of several at one instant the first by id is the first. */
function byOrder(ctx: Ctx, condition: Condition): Condition {
  const workspace = ctx.workspace.id
  return sql`s.customer_id in (
    select o.customer_id
    from orders o
    join customers_summaries f on f.workspace_id = ${workspace} and f.customer_id = o.customer_id and f.first_at = o.ordered_at
    where o.workspace_id = ${workspace} and o.kind = 'purchase' and ${condition}
      and not exists (
        select from orders twin
        where twin.workspace_id = ${workspace} and twin.customer_id = o.customer_id and twin.kind = 'purchase'
          and twin.ordered_at = o.ordered_at and twin.id < o.id))`
}

/** The catalogue's category goes before the line's, as in a study. */
function holdsCategory(ctx: Ctx, category: string): Condition {
  const workspace = ctx.workspace.id
  return sql`exists (
    select from orders_items i
    left join lateral (
      select p.category from orders_products p
      where p.workspace_id = ${workspace} and p.category is not null
        and case when i.product_code <> '' then p.key = 'code:' || i.product_code else p.spellings @> array[i.product_name] end
      limit 1
    ) known on true
    where i.workspace_id = ${workspace} and i.order_id = o.id and coalesce(known.category, i.category) = ${category})`
}

function productsOf(ctx: Ctx): RawBuilder<unknown> {
  return sql`(
    select count(distinct coalesce(nullif(i.product_code, ''), i.product_name)) from orders_items i
    where i.workspace_id = ${ctx.workspace.id} and i.order_id = o.id)`
}

function firstCountry(ctx: Ctx): RawBuilder<unknown> {
  return sql`(
    select o.country from orders o
    where o.workspace_id = ${ctx.workspace.id} and o.customer_id = c.id and o.kind <> 'free' and o.country is not null
    order by o.ordered_at, o.id limit 1)`
}

/** Quarters of the calendar, as ranges of days. */
function inSeason(value: string): Condition {
  const match = /^(gregorian|persian)_([1-4])$/.exec(value)
  if (!match) return sql`false`
  const calendar: Calendar = match[1] === 'persian' ? 'persian' : 'gregorian'
  const firstYear = dateParts(calendar, 0).year
  const ranges = Array.from({ length: YEARS }, (_, k) => {
    const quarter = (firstYear + k) * 4 + Number(match[2]) - 1
    return sql`s.first_day between ${periodStart(calendar, 'quarter', quarter)} and ${periodStart(calendar, 'quarter', quarter + 1) - 1}`
  })
  return sql`(${sql.join(ranges, sql` or `)})`
}

/** From 1970 on. */
const YEARS = 100
