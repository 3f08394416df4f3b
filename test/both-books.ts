import type { Ctx } from '#core/context'
import { dayOf } from '#pure/zone'
import {
  addCustomer,
  addRunning,
  bookRules,
  cellRows,
  emptyCells,
  summaryOf,
  type CustomerSummary,
  type PurchaseHistory,
} from '#domain/orders'
import { emptyUnpacking, unpackHistory } from '../modules/orders/domain-packed-history.ts'

type Seen = Pick<Ctx, 'db'> & { readonly workspace: Pick<Ctx['workspace'], 'timeZone'> }

/** The book of orders as it is kept, and as a fold of all orders from scratch gives it; they are to be equal. */
export async function bothBooks(ctx: Seen) {
  return { kept: rounded(await stored(ctx)), counted: rounded(await expected(ctx)) }
}

async function historiesOf(ctx: Seen): Promise<Map<string, PurchaseHistory>> {
  const orders = await ctx.db.selectFrom('orders').selectAll().orderBy('ordered_at').orderBy('id').execute()
  const byCustomer = Map.groupBy(
    orders.filter(({ kind }) => kind !== 'free'),
    ({ customer_id }) => customer_id,
  )
  return new Map(
    [...byCustomer].map(([id, papers]) => {
      const days = (kind: string) =>
        papers.filter((paper) => paper.kind === kind).map(({ ordered_at }) => dayOf(ordered_at.getTime(), ctx.workspace.timeZone))
      const known = papers.some(({ total }) => total !== null)
      const amounts = (kind: string) =>
        known ? papers.filter((paper) => paper.kind === kind).map(({ total }) => Number(total ?? 0n)) : null
      return [id, { days: days('purchase'), amounts: amounts('purchase'), refundDays: days('refund'), refundAmounts: amounts('refund') }]
    }),
  )
}

/** What a fold of all orders from scratch gives at the book's window. */
async function expected(ctx: Seen) {
  const book = await ctx.db.selectFrom('orders_books').selectAll().executeTakeFirstOrThrow()
  const rules = bookRules(book.window_days)
  const cells = emptyCells()
  const histories = await historiesOf(ctx)
  const days = [...histories.values()].flatMap(({ days, refundDays }) => [...Array.from(days), ...Array.from(refundDays)])
  const lastDay = days.length === 0 ? null : Math.max(...days)
  for (const history of histories.values()) {
    addCustomer(cells, history, rules, 1)
    if (lastDay !== null) addRunning(cells, history, rules, lastDay)
  }
  const summaries = new Map([...histories].map(([id, history]) => [id, summaryOf(history, rules)]))
  return {
    cells: sorted([...cellRows(cells)]),
    summaries,
    lastDay,
    hasAmounts: [...histories.values()].some(({ amounts }) => amounts !== null),
    histories,
  }
}

async function stored(ctx: Seen) {
  const book = await ctx.db.selectFrom('orders_books').selectAll().executeTakeFirstOrThrow()
  const cells = await ctx.db.selectFrom('orders_cells').select(['kind', 'x', 'y', 'customers', 'orders', 'amount']).execute()
  const rows = await ctx.db.selectFrom('customers_summaries').selectAll().execute()
  const summaries = new Map(
    rows.map((row): [string, CustomerSummary] => [
      row.customer_id,
      {
        purchases: row.purchases,
        revenue: row.revenue,
        refunds: row.refunds,
        refunded: row.refunded,
        firstDay: row.first_day,
        lastDay: row.last_day,
        returnDays: row.return_days,
        gapDays: row.gap_days,
        gregorian: months(row.first_month_gregorian, row.active_gregorian, row.current_gregorian),
        persian: months(row.first_month_persian, row.active_persian, row.current_persian),
      },
    ]),
  )
  return { cells: sorted(cells), summaries, lastDay: book.last_day, hasAmounts: book.has_amounts, histories: await packed(ctx) }
}

/** The packed histories, unpacked. */
async function packed(ctx: Seen): Promise<Map<string, PurchaseHistory>> {
  const rows = await ctx.db.selectFrom('orders_histories').selectAll().execute()
  return new Map(rows.map(({ customer_id, bytes }) => [customer_id, { ...unpackHistory(emptyUnpacking(), bytes, 0) }]))
}

const months = (firstMonth: number | null, active: Buffer | null, current: Buffer | null) =>
  firstMonth === null || !active || !current ? null : { firstMonth, active: new Uint8Array(active), current: new Uint8Array(current) }

const sorted = <T extends { kind: string; x: number; y: number }>(rows: T[]) =>
  rows.toSorted((a, b) => (a.kind < b.kind ? -1 : a.kind > b.kind ? 1 : a.x - b.x || a.y - b.y))

/** gap_days is single precision in the table. */
const rounded = (shop: Awaited<ReturnType<typeof stored>>) => ({
  ...shop,
  summaries: new Map(
    [...shop.summaries].map(([id, summary]) => [
      id,
      { ...summary, gapDays: summary.gapDays === null ? null : Number(summary.gapDays.toPrecision(5)) },
    ]),
  ),
})
