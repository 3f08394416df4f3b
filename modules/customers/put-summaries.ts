import type { Ctx } from '#core/context'
import type { SummaryRow } from './write-summaries.ts'

/** Replaces the summaries of a few customers; whoever of them has no row loses the summary. writeSummaries does the same for many. */
export async function putSummaries(ctx: Ctx, customerIds: readonly string[], rows: readonly SummaryRow[]): Promise<void> {
  const kept = new Set(rows.map(({ customerId }) => customerId))
  const gone = customerIds.filter((id) => !kept.has(id))
  if (gone.length > 0) {
    const summaries = ctx.db.deleteFrom('customers_summaries').where('workspace_id', '=', ctx.workspace.id)
    await summaries.where('customer_id', 'in', gone).execute()
  }
  for (let from = 0; from < rows.length; from += BATCH) await putBatch(ctx, rows.slice(from, from + BATCH))
}

/** Seventeen values a row; a statement takes 65,535. */
const BATCH = 1000

async function putBatch(ctx: Ctx, rows: readonly SummaryRow[]): Promise<void> {
  await ctx.db
    .insertInto('customers_summaries')
    .values(rows.map((row) => ({ workspace_id: ctx.workspace.id, ...columnsOf(row) })))
    .onConflict((oc) =>
      oc.columns(['workspace_id', 'customer_id']).doUpdateSet((eb) => ({
        purchases: eb.ref('excluded.purchases'),
        revenue: eb.ref('excluded.revenue'),
        refunds: eb.ref('excluded.refunds'),
        refunded: eb.ref('excluded.refunded'),
        first_at: eb.ref('excluded.first_at'),
        last_at: eb.ref('excluded.last_at'),
        first_day: eb.ref('excluded.first_day'),
        last_day: eb.ref('excluded.last_day'),
        return_days: eb.ref('excluded.return_days'),
        gap_days: eb.ref('excluded.gap_days'),
        first_month_gregorian: eb.ref('excluded.first_month_gregorian'),
        active_gregorian: eb.ref('excluded.active_gregorian'),
        current_gregorian: eb.ref('excluded.current_gregorian'),
        first_month_persian: eb.ref('excluded.first_month_persian'),
        active_persian: eb.ref('excluded.active_persian'),
        current_persian: eb.ref('excluded.current_persian'),
      })),
    )
    .execute()
}

function columnsOf(row: SummaryRow) {
  return {
    customer_id: row.customerId,
    purchases: row.purchases,
    revenue: row.revenue,
    refunds: row.refunds,
    refunded: row.refunded,
    first_at: row.firstAt === null ? null : new Date(row.firstAt),
    last_at: row.lastAt === null ? null : new Date(row.lastAt),
    first_day: row.firstDay,
    last_day: row.lastDay,
    return_days: row.returnDays,
    gap_days: row.gapDays,
    first_month_gregorian: row.gregorian?.firstMonth ?? null,
    active_gregorian: bytes(row.gregorian?.active),
    current_gregorian: bytes(row.gregorian?.current),
    first_month_persian: row.persian?.firstMonth ?? null,
    active_persian: bytes(row.persian?.active),
    current_persian: bytes(row.persian?.current),
  }
}

function bytes(bits: Uint8Array | undefined): Buffer | null {
  return bits === undefined ? null : Buffer.from(bits)
}
