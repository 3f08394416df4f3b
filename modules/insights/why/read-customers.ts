import { sql, type RawBuilder } from 'kysely'
import type { Ctx } from '#core/context'
import { copyOut } from '#core/copy'
import { dayOf } from '#pure/zone'
import { booleanAt, eachRow, float8At, instantAt, int8At, isNullAt, keyAt, uuidAt, type BinaryRow } from './copy-rows.ts'
import type { StudiedCustomer, StudiedItem } from './domain-studied.ts'
import type { NameBook } from './name-book.ts'

/** The customers of `wanted` (SQL that gives `customer_id`) who bought something, with all they bought and gave back. The book learns new names. */
export async function readCustomers(ctx: Ctx, wanted: RawBuilder<unknown>, book: NameBook): Promise<Iterable<StudiedCustomer>> {
  const customers = new Map<string, OpenCustomer>()
  await eachRow(await copyOut(ctx.db, customersQuery(ctx, wanted)), 4, (row) => openCustomer(customers, row, book))
  const papers = new Map<string, OpenPaper>()
  await eachRow(await copyOut(ctx.db, papersQuery(ctx, wanted)), 14, (row) =>
    openPaper({ customers, papers, book, zone: ctx.workspace.timeZone }, row),
  )
  await eachRow(await copyOut(ctx.db, itemsQuery(ctx, wanted)), 6, (row) => addItem(papers, row, book))
  return closed(customers, papers)
}

interface OpenCustomer {
  readonly id: string
  readonly source: number
  readonly city: number
  country: number
  readonly papers: OpenPaper[]
}

interface OpenPaper {
  readonly isPurchase: boolean
  /** Not what came back of another order. */
  readonly isOrder: boolean
  /** The key of the order that a refund takes back. */
  readonly refundOf: string | null
  readonly day: number
  readonly amount: number | null
  readonly discounted: boolean | null
  readonly channel: number
  readonly payment: number
  readonly shipping: number
  readonly delayDays: number | null
  refunded: boolean
  items: StudiedItem[]
}

interface Reading {
  readonly customers: ReadonlyMap<string, OpenCustomer>
  readonly papers: Map<string, OpenPaper>
  readonly book: NameBook
  readonly zone: string
}

/** COPY takes no parameters; the workspace's id was checked to be a uuid by inTransaction. */
function copied(ctx: Ctx, query: RawBuilder<unknown>): string {
  return sql`copy (${query}) to stdout (format binary)`.compile(ctx.db).sql
}

function customersQuery(ctx: Ctx, wanted: RawBuilder<unknown>): string {
  return copied(
    ctx,
    sql`
    select c.id, c.acquisition, c.city, c.country
    from ${wanted} w join customers c on c.workspace_id = ${sql.lit(ctx.workspace.id)} and c.id = w.customer_id`,
  )
}

function openCustomer(customers: Map<string, OpenCustomer>, row: BinaryRow, { lists }: NameBook): void {
  customers.set(keyAt(row, 0) ?? '', {
    id: uuidAt(row, 0),
    source: lists.sources.placeAt(row, 1),
    city: lists.cities.placeAt(row, 2),
    country: lists.countries.placeAt(row, 3),
    papers: [],
  })
}

/** Free orders are no purchases and nothing went back. */
function papersQuery(ctx: Ctx, wanted: RawBuilder<unknown>): string {
  const workspace = sql.lit(ctx.workspace.id)
  return copied(
    ctx,
    sql`
    select o.customer_id, o.id, o.kind = 'purchase', o.refund_of, o.ordered_at, o.total,
           case when o.discount > 0 or o.coupons <> '{}' then true when o.discount is not null or o.coupons is not null then false end,
           o.channel, o.payment_method, o.shipping_method, o.promised_at, o.delivered_at, o.country, o.negative
    from ${wanted} w join orders o on o.workspace_id = ${workspace} and o.customer_id = w.customer_id
    where o.kind <> 'free'
    order by o.customer_id, o.ordered_at, o.id`,
  )
}

function openPaper({ customers, papers, book: { lists }, zone }: Reading, row: BinaryRow): void {
  const customer = customers.get(keyAt(row, 0) ?? '')
  if (!customer) return
  const promised = instantAt(row, 10)
  const delivered = instantAt(row, 11)
  const paper: OpenPaper = {
    isPurchase: booleanAt(row, 2) === true,
    isOrder: booleanAt(row, 13) === false,
    refundOf: keyAt(row, 3),
    day: dayOf(instantAt(row, 4) ?? 0, zone),
    amount: int8At(row, 5),
    discounted: booleanAt(row, 6),
    channel: lists.channels.placeAt(row, 7),
    payment: lists.payments.placeAt(row, 8),
    shipping: lists.shippings.placeAt(row, 9),
    delayDays: promised === null || delivered === null ? null : Math.max(0, dayOf(delivered, zone) - dayOf(promised, zone)),
    refunded: false,
    items: [],
  }
  if (customer.country === -1 && !isNullAt(row, 12)) customer.country = lists.countries.placeAt(row, 12)
  customer.papers.push(paper)
  papers.set(keyAt(row, 1) ?? '', paper)
}

function itemsQuery(ctx: Ctx, wanted: RawBuilder<unknown>): string {
  const workspace = sql.lit(ctx.workspace.id)
  return copied(
    ctx,
    sql`
    select i.order_id, i.product_code, i.product_name, i.category, i.quantity::float8, i.amount
    from ${wanted} w
    join orders o on o.workspace_id = ${workspace} and o.customer_id = w.customer_id
    join orders_items i on i.workspace_id = ${workspace} and i.order_id = o.id
    where o.kind <> 'free'`,
  )
}

/** The catalogue's category goes before the line's: members may have set it right. */
function addItem(papers: ReadonlyMap<string, OpenPaper>, row: BinaryRow, book: NameBook): void {
  const paper = papers.get(keyAt(row, 0) ?? '')
  if (!paper) return
  const product = book.productAt(row, 1, 2)
  const category = book.categoryOf(product)
  const amount = int8At(row, 5)
  paper.items.push({
    product,
    category: category === -1 ? book.lists.categories.placeAt(row, 3) : category,
    quantity: Math.abs(float8At(row, 4) ?? 1),
    amount: amount === null ? null : Math.abs(amount),
  })
}

function* closed(customers: ReadonlyMap<string, OpenCustomer>, papers: ReadonlyMap<string, OpenPaper>): Generator<StudiedCustomer> {
  for (const { id, source, city, country, papers: own } of customers.values()) {
    const orders: OpenPaper[] = []
    const refunds: OpenPaper[] = []
    for (const paper of own) (paper.isPurchase ? orders : refunds).push(paper)
    if (orders.length === 0) continue
    for (const refund of refunds) {
      const order = refund.refundOf === null ? undefined : papers.get(refund.refundOf)
      if (order === undefined) continue
      order.refunded = true
      if (refund.items.length === 0 && refund.amount === order.amount) refund.items = order.items
    }
    yield { customerId: id, source, city, country, orders, refunds }
  }
}
