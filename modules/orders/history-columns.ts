import { sql, type RawBuilder } from 'kysely'
import { inTransaction, type Ctx } from '#core/context'
import type { HistoryColumns } from './domain-history-columns.ts'
import { loadHistories, type Whose } from './load-histories.ts'

/**
 * The purchases of every customer who has any (as of one moment), in columns; of those only whom `among` names: SQL that gives `customer_id`.
 * Refunds are left out.
 */
export function loadHistoryColumns(ctx: Ctx, among: RawBuilder<unknown> | null = null): Promise<HistoryColumns> {
  return inTransaction(ctx, async (ctx) => {
    const whose: Whose = among === null ? 'all' : { table: 'orders_histories_wanted' }
    if (among !== null)
      await sql`create temp table orders_histories_wanted on commit drop as select customer_id from (${among}) wanted`.execute(ctx.db)
    const ids: string[] = []
    const starts: number[] = [0]
    const days: number[] = []
    const amounts: number[] = []
    let hasAmounts = false
    for await (const batch of await loadHistories(ctx, whose)) {
      for (const history of batch) {
        if (history.days.length === 0) continue
        ids.push(history.customerId)
        hasAmounts ||= history.amounts !== null
        for (let k = 0; k < history.days.length; k++) {
          days.push(history.days[k] ?? 0)
          amounts.push(history.amounts?.[k] ?? 0)
        }
        starts.push(days.length)
      }
    }
    return {
      count: ids.length,
      ids: Uint8Array.fromHex(ids.join('')),
      starts: Uint32Array.from(starts),
      days: Int32Array.from(days),
      amounts: Float64Array.from(amounts),
      hasAmounts,
    }
  })
}
