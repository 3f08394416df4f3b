import { sql } from 'kysely'
import type { Ctx } from '#core/context'
import { copyIn, copyText } from '#core/copy'

/** What one customer did, as a row of `customers_summaries` keeps it. Instants are ms since 1970. */
export interface SummaryRow {
  readonly customerId: string
  readonly purchases: number
  readonly revenue: bigint | null
  readonly refunds: number
  readonly refunded: bigint | null
  readonly firstAt: number | null
  readonly lastAt: number | null
  readonly firstDay: number | null
  readonly lastDay: number | null
  readonly returnDays: number | null
  readonly gapDays: number | null
  readonly gregorian: MonthBits | null
  readonly persian: MonthBits | null
}

interface MonthBits {
  readonly firstMonth: number
  readonly active: Uint8Array
  readonly current: Uint8Array
}

/** The row as a line for writeSummaries. */
export function summaryLine(row: SummaryRow): string {
  const { gregorian, persian } = row
  const values = [
    row.customerId,
    row.purchases,
    row.revenue,
    row.refunds,
    row.refunded,
    instant(row.firstAt),
    instant(row.lastAt),
    row.firstDay,
    row.lastDay,
    row.returnDays,
    row.gapDays,
    gregorian?.firstMonth ?? null,
    bits(gregorian?.active),
    bits(gregorian?.current),
    persian?.firstMonth ?? null,
    bits(persian?.active),
    bits(persian?.current),
  ]
  return `${values.map(copyText).join('\t')}\n`
}

/**
 * Replaces the summaries of all customers, or of those named in a temporary table's column `customer_id`, by the given lines.
 * Whoever has no line loses the summary: such a customer has no orders left.
 */
export async function writeSummaries(
  ctx: Ctx,
  lines: AsyncIterable<string | Buffer>,
  whose: 'all' | { readonly table: string },
): Promise<void> {
  const columns = sql.raw(COLUMNS.join(', '))
  await sql`
    create temp table customers_summaries_incoming on commit drop as
    select ${columns} from customers_summaries where false`.execute(ctx.db)
  await copyIn(ctx.db, `copy customers_summaries_incoming (${COLUMNS.join(', ')}) from stdin`, lines)
  await sql`analyze customers_summaries_incoming`.execute(ctx.db)
  const touched = whose === 'all' ? sql`` : sql`and s.customer_id in (select customer_id from ${sql.table(whose.table)})`
  await sql`
    delete from customers_summaries s
    where s.workspace_id = ${ctx.workspace.id} ${touched}
      and not exists (select from customers_summaries_incoming i where i.customer_id = s.customer_id)`.execute(ctx.db)
  await sql`
    insert into customers_summaries as s (workspace_id, ${columns})
    select ${ctx.workspace.id}, ${columns}
    from customers_summaries_incoming
    on conflict (workspace_id, customer_id) do update set ${sql.raw(
      COLUMNS.slice(1)
        .map((name) => `${name} = excluded.${name}`)
        .join(', '),
    )}
    where (${sql.raw(
      COLUMNS.slice(1)
        .map((name) => `s.${name}`)
        .join(', '),
    )})
      is distinct from (${sql.raw(
        COLUMNS.slice(1)
          .map((name) => `excluded.${name}`)
          .join(', '),
      )})`.execute(ctx.db)
  await sql`drop table customers_summaries_incoming`.execute(ctx.db)
}

const COLUMNS = [
  'customer_id',
  'purchases',
  'revenue',
  'refunds',
  'refunded',
  'first_at',
  'last_at',
  'first_day',
  'last_day',
  'return_days',
  'gap_days',
  'first_month_gregorian',
  'active_gregorian',
  'current_gregorian',
  'first_month_persian',
  'active_persian',
  'current_persian',
]

function instant(ms: number | null): string | null {
  return ms === null ? null : new Date(ms).toISOString()
}

function bits(bytes: Uint8Array | undefined): string | null {
  return bytes === undefined ? null : `\\x${bytes.toHex()}`
}
