import { sql } from 'kysely'
import type * as z from 'zod'
import type { Ctx } from '#core/context'
import { tableFile, type ExportCell, type FileStream } from '#core/export'
import { streamRows } from '#core/stream-rows'
import { formatDay } from '#pure/dates'
import { minorToNumber } from '#pure/money'
import { dayOf, offsetAt } from '#pure/zone'
import type { OrdersExportQuery } from './api.ts'
import { shownNumber, sortOf } from './list-orders.ts'
import { matchesFilter, ORDER_COLUMNS, ORDERS_WITH_CUSTOMERS, type OrderRecord } from './queries.ts'

type Query = z.infer<typeof OrdersExportQuery>
type ExportRecord = OrderRecord & { readonly discount: bigint | null }

/** All orders that match, as a file. */
export function exportOrders(ctx: Ctx, query: Query): FileStream {
  const { value, direction } = sortOf(query.sort)
  const orders = streamRows<ExportRecord>(
    ctx,
    sql`
      select ${ORDER_COLUMNS}, o.discount from ${ORDERS_WITH_CUSTOMERS}
      where ${matchesFilter(ctx, query)}
      order by ${value} ${direction}, o.id ${direction}`,
  )
  const columns = columnsOf(ctx, query.language)
  return tableFile(query.format, {
    name: NAMES[query.language],
    headings: columns.map(({ heading }) => heading),
    rows: cells(orders, columns),
  })
}

const NAMES = { fa: 'سفارش‌ها', en: 'orders' }
const KINDS = {
  fa: { purchase: 'خرید', refund: 'بازپرداخت', free: 'رایگان' },
  en: { purchase: 'purchase', refund: 'refund', free: 'free' },
}

interface Column {
  readonly heading: string
  readonly cell: (order: ExportRecord) => ExportCell
}

async function* cells(orders: AsyncIterable<ExportRecord>, columns: readonly Column[]): AsyncGenerator<ExportCell[]> {
  for await (const order of orders) yield columns.map(({ cell }) => cell(order))
}

/** Times are local ISO; a workspace on the Persian calendar gets the date in that calendar as well. */
function columnsOf({ workspace }: Ctx, language: 'fa' | 'en'): Column[] {
  const headed = ([fa, en]: readonly [string, string], cell: Column['cell']): Column => ({ heading: language === 'fa' ? fa : en, cell })
  const amount = (minor: bigint | null, currency: string) =>
    minor === null ? null : minorToNumber(minor, { currency, moneyDisplay: workspace.moneyDisplay })
  const persian = headed(['تاریخ شمسی', 'Persian date'], ({ ordered_at }) =>
    formatDay(dayOf(ordered_at.getTime(), workspace.timeZone), { calendar: 'persian', language: 'en', style: 'numeric' }),
  )
  return [
    headed(['شمارهٔ سفارش', 'Number'], ({ number }) => shownNumber(number)),
    headed(['نوع', 'Kind'], ({ kind }) => KINDS[language][kind]),
    headed(['تاریخ', 'Date'], ({ ordered_at }) => localTime(ordered_at, workspace.timeZone)),
    ...(workspace.calendar === 'persian' ? [persian] : []),
    headed(['مبلغ', 'Total'], ({ total, currency }) => amount(total, currency)),
    headed(['تخفیف', 'Discount'], ({ discount, currency }) => amount(discount, currency)),
    headed(['واحد پول', 'Currency'], ({ currency }) => unitCode(currency, workspace.moneyDisplay)),
    headed(['وضعیت', 'Status'], ({ status }) => status),
    headed(['مشتری', 'Customer'], ({ customer_name }) => customer_name),
    headed(['شناسهٔ مشتری', 'Customer ID'], ({ customer_external_id }) => customer_external_id),
  ]
}

/** The Toman has no ISO code; IRT is what Iranian shops write, and what imports read. */
function unitCode(currency: string, moneyDisplay: 'toman' | 'rial'): string {
  return currency === 'IRR' && moneyDisplay === 'toman' ? 'IRT' : currency
}

function localTime(at: Date, timeZone: string): string {
  return new Date(at.getTime() + offsetAt(at.getTime(), timeZone)).toISOString().slice(0, 19)
}
