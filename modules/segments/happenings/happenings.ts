import { sql, type RawBuilder } from 'kysely'
import { leftBefore } from '#modules/orders'
import type { Ctx } from '#core/context'
import type { Among, FilterParam, FilterParams, Holding } from '#core/holdings'
import { categoriesSold, channelsUsed, eventsHeard, pagesSeen, productsSold, purposesUsed, returnStates } from './choices.ts'
import { chosen, written } from './domain-happenings.ts'
import { fieldsOfHappening, type Happening, type Rows } from './happening.ts'

const LEAST_TOTAL: FilterParam = { name: 'total', label: { fa: 'دست‌کم به مبلغ', en: 'Of at least' }, type: 'money' }
const PROPERTY: FilterParam = { name: 'property', label: { fa: 'ویژگی', en: 'Property' }, type: 'property' }

const HAPPENINGS: readonly Happening[] = [
  {
    name: 'order',
    fa: 'خرید کرده',
    en: 'Bought',
    may: 'orders:read',
    params: [
      { name: 'product', label: { fa: 'کالا', en: 'Product' }, type: 'choice', choices: productsSold },
      { name: 'category', label: { fa: 'دسته', en: 'Category' }, type: 'choice', choices: categoriesSold },
      { name: 'channel', label: { fa: 'کانال فروش', en: 'Sales channel' }, type: 'choice', choices: channelsUsed },
      LEAST_TOTAL,
    ],
    rows: (ctx, params, among) => ordersWhere(ctx, among, sql`o.kind = 'purchase' and ${purchaseMeets(ctx, params)}`),
  },
  {
    name: 'discounted_order',
    fa: 'با تخفیف خرید کرده',
    en: 'Bought at a discount',
    may: 'orders:read',
    params: [LEAST_TOTAL],
    rows: (ctx, params, among) =>
      ordersWhere(ctx, among, sql`o.kind = 'purchase' and (o.discount > 0 or cardinality(o.coupons) > 0) and ${totalMeets(params)}`),
  },
  {
    name: 'refund',
    fa: 'پول پس گرفته',
    en: 'Was refunded',
    may: 'orders:read',
    params: [LEAST_TOTAL],
    rows: (ctx, params, among) => ordersWhere(ctx, among, sql`o.kind = 'refund' and ${totalMeets(params)}`),
  },
  {
    name: 'late_delivery',
    fa: 'سفارشش دیر رسیده',
    en: 'Had an order delivered late',
    may: 'orders:read',
    params: [],
    rows: (ctx, _params, among) => ({
      ...ordersWhere(ctx, among, sql`o.kind = 'purchase' and o.delivered_at > o.promised_at`),
      at: sql`o.delivered_at`,
    }),
  },
  {
    name: 'return',
    fa: 'درخواست مرجوعی داده',
    en: 'Asked to return something',
    may: 'orders:read',
    params: [{ name: 'state', label: { fa: 'وضعیت', en: 'State' }, type: 'choice', choices: returnStates }],
    rows: (ctx, params, among) => {
      const states = chosen(params, 'state')
      return {
        from: sql`from orders_returns r
          where r.workspace_id = ${ctx.workspace.id} and ${ofCustomers(among, sql`r.customer_id`)}
            and ${states ? sql`r.state = any(${states}::text[])` : sql`true`}`,
        customer: sql`r.customer_id`,
        at: sql`r.requested_at`,
      }
    },
  },
  {
    name: 'cart_left',
    fa: 'سبدی رها کرده',
    en: 'Left a cart',
    may: 'orders:read',
    params: [LEAST_TOTAL],
    rows: (ctx, params, among) => ({
      from: sql`from orders_carts k
        where k.workspace_id = ${ctx.workspace.id} and ${ofCustomers(among, sql`k.customer_id`)} and k.order_id is null and k.items <> '[]'
          and k.said_at < ${leftBefore(ctx)} and ${leastIs(params, sql`k.total`)}`,
      customer: sql`k.customer_id`,
      at: sql`k.said_at`,
    }),
  },
  {
    name: 'tracked',
    fa: 'رویدادی داشته',
    en: 'Did something on the site or in the app',
    may: 'customers:read',
    followsVisits: true,
    params: [{ name: 'event', label: { fa: 'رویداد', en: 'Event' }, type: 'choice', isRequired: true, choices: eventsHeard }, PROPERTY],
    rows: (ctx, params, among) =>
      eventsWhere(
        ctx,
        among,
        sql`e.name = 'visit.tracked' and e.payload ->> 'event' = any(${chosen(params, 'event')}::text[]) and ${propertyMeets(params)}`,
      ),
  },
  {
    name: 'paged',
    fa: 'صفحه‌ای را دیده',
    en: 'Saw a page',
    may: 'customers:read',
    followsVisits: true,
    params: [
      { name: 'page', label: { fa: 'نام صفحه', en: 'Name of the page' }, type: 'choice', choices: pagesSeen },
      { name: 'address', label: { fa: 'نشانی دارای', en: 'Address contains' }, type: 'text' },
      PROPERTY,
    ],
    rows: (ctx, params, among) =>
      eventsWhere(ctx, among, sql`e.name in ('visit.paged', 'visit.screened') and ${pageMeets(params)} and ${propertyMeets(params)}`),
  },
  {
    name: 'consent',
    fa: 'رضایت داده',
    en: 'Gave consent',
    may: 'consent:read',
    params: [{ name: 'purpose', label: { fa: 'برای', en: 'For' }, type: 'choice', choices: purposesUsed }],
    rows: (ctx, params, among) => {
      const purposes = chosen(params, 'purpose')
      return {
        from: sql`from consent_entries n
          join customers p on p.workspace_id = ${ctx.workspace.id} and p.id = n.profile_id
          where n.workspace_id = ${ctx.workspace.id} and n.said_as = n.profile_id and n.state = 'granted' and ${ofProfiles(among, sql`n.profile_id`)}
            and ${purposes ? sql`n.purpose = any(${purposes}::text[])` : sql`true`}`,
        customer: ROOT,
        at: sql`n.at`,
      }
    },
  },
]

/** The person that a profile `p` belongs to. */
const ROOT = sql`coalesce(p.merged_into, p.id)`

/** What customers did, as conditions. */
export const happeningsHolding: Holding = { module: 'happenings', filters: HAPPENINGS.flatMap(fieldsOfHappening) }

function ordersWhere(ctx: Ctx, among: Among | null, meets: RawBuilder<unknown>): Rows {
  return {
    from: sql`from orders o where o.workspace_id = ${ctx.workspace.id} and ${ofCustomers(among, sql`o.customer_id`)} and ${meets}`,
    customer: sql`o.customer_id`,
    at: sql`o.ordered_at`,
  }
}

function eventsWhere(ctx: Ctx, among: Among | null, meets: RawBuilder<unknown>): Rows {
  return {
    from: sql`from events e
      join customers p on p.workspace_id = ${ctx.workspace.id} and p.id = e.customer_id
      where e.workspace_id = ${ctx.workspace.id} and ${ofProfiles(among, sql`e.customer_id`)} and ${meets}`,
    customer: ROOT,
    at: sql`e.occurred_at`,
    recordedAt: sql`e.recorded_at`,
  }
}

function ofCustomers(among: Among | null, column: RawBuilder<unknown>): RawBuilder<unknown> {
  return among ? sql`${column} = any(${among.customers})` : sql`true`
}

function ofProfiles(among: Among | null, column: RawBuilder<unknown>): RawBuilder<unknown> {
  return among ? sql`${column} = any(${among.profiles})` : sql`true`
}

function purchaseMeets(ctx: Ctx, params: FilterParams): RawBuilder<unknown> {
  const products = chosen(params, 'product')
  const categories = chosen(params, 'category')
  const channels = chosen(params, 'channel')
  const hasItem = (meets: RawBuilder<unknown>) =>
    sql`exists (select from orders_items i where i.workspace_id = ${ctx.workspace.id} and i.order_id = o.id and ${meets})`
  return sql`${totalMeets(params)}
    and ${channels ? sql`o.channel = any(${channels}::text[])` : sql`true`}
    and ${categories ? hasItem(sql`i.category = any(${categories}::text[])`) : sql`true`}
    and ${products ? hasItem(isProduct(ctx, products)) : sql`true`}`
}

/** Items carry a product's code or, without one, one of its spellings. */
function isProduct(ctx: Ctx, ids: readonly string[]): RawBuilder<unknown> {
  const products = sql`from orders_products q where q.workspace_id = ${ctx.workspace.id} and q.id::text = any(${ids}::text[])`
  return sql`(i.product_code in (select q.code ${products} and q.code is not null)
    or (i.product_code is null and i.product_name in (select unnest(q.spellings) ${products})))`
}

function totalMeets(params: FilterParams): RawBuilder<unknown> {
  return leastIs(params, sql`o.total`)
}

function leastIs(params: FilterParams, column: RawBuilder<unknown>): RawBuilder<unknown> {
  const least = written(params, 'total')
  return least === null ? sql`true` : sql`${column} >= ${least}::bigint`
}

function pageMeets(params: FilterParams): RawBuilder<unknown> {
  const pages = chosen(params, 'page')
  const address = written(params, 'address')
  const named = pages ? sql`e.payload ->> 'name' = any(${pages}::text[])` : sql`true`
  if (address === null) return named
  const where = sql`concat_ws(' ', e.payload -> 'properties' ->> 'url', e.payload -> 'properties' ->> 'path', e.payload -> 'context' -> 'page' ->> 'url',
    e.payload -> 'context' -> 'page' ->> 'path')`
  return sql`${named} and position(lower(${address}) in lower(${where})) > 0`
}

function propertyMeets(params: FilterParams): RawBuilder<unknown> {
  const [name, value] = chosen(params, 'property') ?? []
  return name === undefined ? sql`true` : sql`e.payload -> 'properties' ->> ${name}::text = ${value}`
}
