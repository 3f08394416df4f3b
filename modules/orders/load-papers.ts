import { sql } from 'kysely'
import type { Ctx } from '#core/context'
import type { IncomingItem, Paper, Said, Told } from './domain-incoming.ts'
import type { OrderState } from './tables.ts'

/** Which paper of which order: the order itself, or one of its refunds. */
export interface PaperKey {
  readonly source: string
  readonly number: string
  readonly negative: boolean
  readonly part: string
}

/** A stored paper, with what is known and since when. */
export interface KnownPaper extends PaperKey {
  readonly id: string
  readonly told: Told
  readonly kind: 'purchase' | 'refund' | 'free'
  readonly customerId: string
  readonly refundOf: string | null
  /** An import wrote it last. */
  readonly importId: string | null
}

/** The key as text, for maps. */
export function keyOf({ source, number, negative, part }: PaperKey): string {
  return JSON.stringify([source, number, negative, part])
}

/** Every paper of these numbers with its items, by key. The caller holds the book. */
export async function loadPapers(
  ctx: Ctx,
  numbers: readonly { readonly source: string; readonly number: string }[],
): Promise<Map<string, KnownPaper>> {
  const { rows } = await sql<PaperRow>`
    select o.id, o.source, o.number, o.negative, o.part, o.kind, o.customer_id, o.refund_of, o.import_id, o.said, o.profile_id, o.ordered_at,
           o.total, o.discount, o.shipping, o.tax, o.coupons, o.channel, o.payment_method, o.shipping_method, o.country, o.status, o.reason,
           o.state, o.due_at, o.paid_at, o.paid_amount, o.promised_at, o.shipped_at, o.delivered_at, o.cancelled_at
    from orders o
    join (select distinct * from unnest(
      ${numbers.map(({ source }) => source)}::text[], ${numbers.map(({ number }) => number)}::text[]) as t (source, number)) n
      on n.source = o.source and n.number = o.number
    where o.workspace_id = ${ctx.workspace.id}`.execute(ctx.db)
  const items = await itemsOf(
    ctx,
    rows.map(({ id }) => id),
  )
  return new Map(rows.map((row) => [keyOf(row), paperOf(row, items.get(row.id) ?? [])]))
}

interface PaperRow extends PaperKey, Omit<Paper, 'profile' | 'items'> {
  readonly id: string
  readonly kind: 'purchase' | 'refund' | 'free'
  readonly customer_id: string
  readonly refund_of: string | null
  readonly import_id: string | null
  readonly said: Said | null
  readonly profile_id: string | null
  readonly state: OrderState | null
}

function paperOf(row: PaperRow, items: readonly IncomingItem[]): KnownPaper {
  const { id, source, number, negative, part, kind, customer_id, refund_of, import_id, said, profile_id, ...columns } = row
  const paper: Paper = { ...columns, profile: profile_id ?? customer_id, items: items.length === 0 ? null : items }
  const key = { source, number, negative, part }
  return { ...key, id, kind, customerId: customer_id, refundOf: refund_of, importId: import_id, told: { paper, said: said ?? {} } }
}

async function itemsOf(ctx: Ctx, orderIds: readonly string[]): Promise<Map<string, IncomingItem[]>> {
  if (orderIds.length === 0) return new Map()
  const items = ctx.db.selectFrom('orders_items').selectAll().where('workspace_id', '=', ctx.workspace.id)
  const rows = await items
    .where((eb) => eb('order_id', '=', eb.fn.any(sql<string[]>`${orderIds}::uuid[]`)))
    .orderBy('order_id')
    .orderBy('line')
    .execute()
  return new Map(
    [...Map.groupBy(rows, ({ order_id }) => order_id)].map(([id, lines]) => [
      id,
      lines.map((line) => ({
        code: line.product_code,
        name: line.product_name,
        category: line.category,
        variant: line.variant,
        quantity: line.quantity,
        price: line.price,
        amount: line.amount,
      })),
    ]),
  )
}
