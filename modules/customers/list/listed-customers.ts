import { sql } from 'kysely'
import type { Ctx } from '#core/context'
import { maskEmail, maskPhone } from '#pure/mask'
import type { ListedCustomer } from '../api.ts'
import { maySee } from './compile.ts'
import { moreColumns } from './more-columns.ts'

/** A customer as lists and exports read it; the numbers are null when there was never an order. */
export interface ListedRecord {
  readonly id: string
  readonly name: string | null
  readonly phone: string | null
  readonly email: string | null
  readonly external_id: string | null
  readonly country: string | null
  readonly city: string | null
  readonly language: string | null
  readonly kind: 'person' | 'business'
  readonly trade: 'end' | 'reseller'
  readonly tags: string[]
  readonly acquisition: string | null
  readonly owner_id: string | null
  readonly is_visitor: boolean
  readonly created_at: Date
  readonly seen_at: Date | null
  readonly purchases: number | null
  readonly revenue: bigint | null
  readonly refunds: number | null
  readonly refunded: bigint | null
  readonly first_at: Date | null
  readonly last_at: Date | null
  readonly gap_days: number | null
}

/** SQL: what a ListedRecord is read from. */
export const LISTED_COLUMNS = sql.raw(`
  c.id, c.name, c.phone, c.email, c.external_id, c.country, c.city, c.language, c.kind, c.trade, c.tags, c.acquisition, c.owner_id,
  c.is_visitor, c.created_at, c.seen_at, s.purchases, s.revenue, s.refunds, s.refunded, s.first_at, s.last_at, s.gap_days`)

/** The customers with these ids, in the order of the ids, with further columns by name. */
export async function listedCustomers(ctx: Ctx, ids: readonly string[], columns: readonly string[] = []): Promise<ListedCustomer[]> {
  const { rows } = await sql<ListedRecord>`
    select ${LISTED_COLUMNS}
    from customers c
    left join customers_summaries s on s.workspace_id = c.workspace_id and s.customer_id = c.id
    where c.workspace_id = ${ctx.workspace.id} and c.id = any(${ids}::uuid[])`.execute(ctx.db)
  const byId = new Map(rows.map((row) => [row.id, row]))
  const more = await moreColumns(ctx, columns, ids)
  return ids.flatMap((id) => {
    const record = byId.get(id)
    return record ? [{ ...listed(masked(ctx, record)), more: more.get(id) ?? {} }] : []
  })
}

/** The record as the actor may see it: addresses only hinted at for who may not contact customers. */
export function masked<Row extends Pick<ListedRecord, 'phone' | 'email'>>(ctx: Ctx, row: Row): Row {
  if (maySee(ctx, 'customers:contact')) return row
  return { ...row, phone: row.phone && maskPhone(row.phone), email: row.email && maskEmail(row.email) }
}

function listed(row: ListedRecord): Omit<ListedCustomer, 'more'> {
  return {
    id: row.id,
    name: row.name,
    phone: row.phone,
    email: row.email,
    externalId: row.external_id,
    country: row.country,
    city: row.city,
    language: row.language,
    kind: row.kind,
    trade: row.trade,
    tags: row.tags,
    acquisition: row.acquisition,
    ownerId: row.owner_id,
    isVisitor: row.is_visitor,
    purchases: row.purchases ?? 0,
    revenue: textOf(row.revenue),
    refunds: row.refunds ?? 0,
    refunded: textOf(row.refunded),
    usualGapDays: row.gap_days,
    firstAt: row.first_at?.toISOString() ?? null,
    lastAt: row.last_at?.toISOString() ?? null,
    createdAt: row.created_at.toISOString(),
    seenAt: row.seen_at?.toISOString() ?? null,
  }
}

function textOf(amount: bigint | null): string | null {
  return amount === null ? null : String(amount)
}
