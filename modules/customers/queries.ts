import { sql, type RawBuilder } from 'kysely'
import type { Ctx } from '#core/context'
import { invalid, notFound } from '#core/errors'
import { escapeLike, searchWords } from '#pure/text'
import { rootsOf } from './identity/families.ts'
import { isBehind } from './list/behind.ts'
import { readBehind, spellings } from './domain.ts'

/** A customer as lists and pages read it; the numbers are null when there was never an order. */
export interface CustomerRecord {
  readonly id: string
  readonly name: string | null
  readonly phone: string | null
  readonly email: string | null
  readonly external_id: string | null
  readonly country: string | null
  readonly created_at: Date
  readonly purchases: number | null
  readonly revenue: bigint | null
  readonly refunds: number | null
  readonly refunded: bigint | null
  readonly first_at: Date | null
  readonly last_at: Date | null
  readonly first_day: number | null
  readonly last_day: number | null
  readonly return_days: number | null
  readonly gap_days: number | null
}

/** SQL: what a CustomerRecord is read from. */
export const CUSTOMER_COLUMNS = sql.raw(`
  c.id, c.name, c.phone, c.email, c.external_id, c.country, c.created_at, s.purchases, s.revenue, s.refunds, s.refunded,
  s.first_at, s.last_at, s.first_day, s.last_day, s.return_days, s.gap_days`)

/** SQL: customers `c` with their summaries `s`. */
export const CUSTOMERS_WITH_SUMMARIES = sql.raw(`
  customers c left join customers_summaries s on s.workspace_id = c.workspace_id and s.customer_id = c.id`)

/** The customer, or "not found" for one that is missing and for one of another workspace alike. An id that was merged away leads to its root. */
export async function customerFor(ctx: Ctx, id: string): Promise<CustomerRecord> {
  const root = (await rootsOf(ctx, [id])).get(id)
  const [customer] = root === undefined ? [] : await customersOf(ctx, [root])
  if (!customer) throw notFound('customers.not_found')
  return customer
}

/** The customers with these ids, in the order of the ids. */
export async function customersOf(ctx: Ctx, ids: readonly string[]): Promise<CustomerRecord[]> {
  const { rows } = await sql<CustomerRecord>`
    select ${CUSTOMER_COLUMNS} from ${CUSTOMERS_WITH_SUMMARIES}
    where c.workspace_id = ${ctx.workspace.id} and c.id = any(${ids}::uuid[])`.execute(ctx.db)
  const byId = new Map(rows.map((row) => [row.id, row]))
  return ids.flatMap((id) => byId.get(id) ?? [])
}

/** Which customers a list is about. */
export interface CustomersFilter {
  readonly search?: string | undefined
  readonly behind?: string | undefined
}

/** SQL: whether the customer `c` matches the search; null when nothing is searched. */
export function matchesSearch(search: string | undefined): RawBuilder<boolean> | null {
  const words = searchWords(search ?? '')
  if (words.length === 0) return null
  return sql.join(words.map(containsWord), sql` and `)
}

/** SQL: whether the summary `s` is of those behind a number; null when all are meant. */
export function matchesBehind(behind: string | undefined): RawBuilder<boolean> | null {
  if (behind === undefined) return null
  const read = readBehind(behind)
  if (!read) throw invalid('customers.unknown_filter', { behind })
  return isBehind(read)
}

function containsWord(word: string): RawBuilder<boolean> {
  const found = spellings(word).map((spelling) => sql`c.search like ${`%${escapeLike(spelling)}%`}`)
  return sql`(${sql.join(found, sql` or `)})`
}
