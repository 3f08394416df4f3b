import { sql } from 'kysely'
import * as z from 'zod'
import { inTransaction, type Ctx } from '#core/context'
import { notFound } from '#core/errors'
import { readCursor, writeCursor } from '#core/paging'
import { escapeLike, searchWords } from '#pure/text'
import type { ProductChange, ProductResponse, ProductRow, ProductsPage, ProductsQuery } from './api-products.ts'
import { countProducts } from './count-products.ts'
import { marginOf, productSearch } from './domain-products.ts'

/** One page of the catalogue. */
export async function listProducts(ctx: Ctx, query: ProductsQuery): Promise<ProductsPage> {
  const place = query.cursor === undefined ? null : readCursor(Place, query.cursor)
  const { value, type } = SORTS[query.sort.startsWith('-') ? query.sort.slice(1) : query.sort] ?? SORTS['name']!
  const isDescending = query.sort.startsWith('-')
  const direction = sql.raw(isDescending ? 'desc' : 'asc')
  const after = place
    ? sql`(${sql.raw(value)}, p.id) ${sql.raw(isDescending ? '<' : '>')} (${place[0]}::${sql.raw(type)}, ${place[1]}::uuid)`
    : sql`true`
  const words = searchWords(query.search ?? '').map((word) => sql`p.search like ${`%${escapeLike(word)}%`}`)
  const { rows } = await sql<StoredProduct & { readonly value: string }>`
    select ${COLUMNS}, ${sql.raw(value)}::text as value
    from orders_products p
    where p.workspace_id = ${ctx.workspace.id} and p.is_archived = ${query.archived === 'yes'}
      and ${query.category === undefined ? sql`true` : sql`p.category = ${query.category}`}
      and ${sql.join([sql`true`, ...words], sql` and `)} and ${after}
    order by ${sql.raw(value)} ${direction}, p.id ${direction}
    limit ${query.limit + 1}`.execute(ctx.db)
  const page = rows.slice(0, query.limit)
  const last = page.at(-1)
  return {
    rows: page.map(rowOf),
    next: last && rows.length > query.limit ? writeCursor([last.value, last.id]) : null,
    categories: place ? [] : await categoriesOf(ctx),
  }
}

/** One product, with what it sold; counted anew when that was long ago. */
export async function showProduct(ctx: Ctx, id: string): Promise<ProductResponse> {
  const known = await productFor(ctx, id)
  if (known.counted_at && ctx.now.getTime() - known.counted_at.getTime() < FRESH_MS) return responseOf(known)
  await countProducts(ctx, { only: id })
  return responseOf(await productFor(ctx, id))
}

/** Writes what a member knows better than the orders: those no longer change it. */
export function changeProduct(ctx: Ctx, id: string, change: ProductChange): Promise<ProductResponse> {
  return inTransaction(ctx, async (ctx) => {
    const held = ctx.db.selectFrom('orders_products').select('id').where('workspace_id', '=', ctx.workspace.id).where('id', '=', id)
    await held.forUpdate().execute()
    const product = await productFor(ctx, id)
    const name = change.name ?? product.name
    const edited = new Set([...product.edited, ...FROM_ORDERS.filter((field) => change[field] !== undefined)])
    await ctx.db
      .updateTable('orders_products')
      .set({
        name,
        search: productSearch(product.code, name),
        category: change.category === undefined ? product.category : change.category,
        price: amountOf(change.price, product.price),
        cost: amountOf(change.cost, product.cost),
        is_archived: change.isArchived ?? product.is_archived,
        edited: [...edited],
      })
      .where('workspace_id', '=', ctx.workspace.id)
      .where('id', '=', id)
      .execute()
    return responseOf(await productFor(ctx, id))
  })
}

/** Figures younger than this are shown as they are. */
const FRESH_MS = 3_600_000
const FROM_ORDERS = ['name', 'category', 'price'] as const
const Place = z.tuple([z.string(), z.uuid()])
const COLUMNS = sql.raw(`
  p.id, p.code, p.name, p.category, p.price, p.cost, p.is_archived, p.edited, p.first_seen, p.last_seen, p.units, p.orders, p.buyers, p.revenue,
  p.first_buyers, p.first_buyers_back, p.counted_at`)
const SORTS: Readonly<Record<string, { readonly value: string; readonly type: string }>> = {
  name: { value: 'p.name', type: 'text' },
  revenue: { value: 'coalesce(p.revenue, -1)', type: 'bigint' },
  units: { value: 'p.units', type: 'numeric' },
  seen: { value: 'p.last_seen', type: 'timestamptz' },
}

interface StoredProduct {
  readonly id: string
  readonly code: string | null
  readonly name: string
  readonly category: string | null
  readonly price: bigint | null
  readonly cost: bigint | null
  readonly is_archived: boolean
  readonly edited: ('name' | 'category' | 'price')[]
  readonly first_seen: Date
  readonly last_seen: Date
  readonly units: number
  readonly orders: bigint
  readonly buyers: bigint
  readonly revenue: bigint | null
  readonly first_buyers: bigint
  readonly first_buyers_back: bigint
  readonly counted_at: Date | null
}

async function productFor(ctx: Ctx, id: string): Promise<StoredProduct> {
  const { rows } = await sql<StoredProduct>`
    select ${COLUMNS} from orders_products p where p.workspace_id = ${ctx.workspace.id} and p.id = ${id}`.execute(ctx.db)
  const [product] = rows
  if (!product) throw notFound('orders.product_not_found')
  return product
}

async function categoriesOf(ctx: Ctx): Promise<string[]> {
  const { rows } = await sql<{ category: string }>`
    select category from orders_products p
    where p.workspace_id = ${ctx.workspace.id} and category is not null and not is_archived
    group by category order by count(*) desc, category limit 200`.execute(ctx.db)
  return rows.map(({ category }) => category)
}

function rowOf(product: StoredProduct): ProductRow {
  const { id, code, name, category, price, cost, units, orders, buyers, revenue } = product
  return {
    id,
    code,
    name,
    category,
    price: textOf(price),
    cost: textOf(cost),
    isArchived: product.is_archived,
    units,
    orders: Number(orders),
    buyers: Number(buyers),
    revenue: textOf(revenue),
    countedAt: product.counted_at?.toISOString() ?? null,
    lastSeen: product.last_seen.toISOString(),
  }
}

function responseOf(product: StoredProduct): ProductResponse {
  return {
    ...rowOf(product),
    firstSeen: product.first_seen.toISOString(),
    edited: product.edited,
    margin: marginOf(product.price, product.cost),
    firstBuyers: Number(product.first_buyers),
    firstBuyersBack: Number(product.first_buyers_back),
  }
}

function textOf(amount: bigint | null): string | null {
  return amount === null ? null : String(amount)
}

function amountOf(said: string | null | undefined, known: bigint | null): bigint | null {
  if (said === undefined) return known
  return said === null ? null : BigInt(said)
}
