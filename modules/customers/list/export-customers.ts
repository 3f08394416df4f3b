import { sql } from 'kysely'
import type * as z from 'zod'
import { inTransaction, type Ctx } from '#core/context'
import { tableFile, type ExportCell, type FileStream } from '#core/export'
import { streamRows } from '#core/stream-rows'
import { formatDay } from '#pure/dates'
import { minorToNumber, moneyUnitName } from '#pure/money'
import { dayOf } from '#pure/zone'
import { isoOfDay } from '#pure/calendar'
import type { CustomersExportQuery } from '../api.ts'
import { sortOf } from './list-customers.ts'
import { LISTED_COLUMNS, type ListedRecord } from './listed-customers.ts'
import { choiceOf } from './wanted.ts'

type Query = z.infer<typeof CustomersExportQuery>

/** All customers that match, as a file. */
export async function exportCustomers(ctx: Ctx, query: Query): Promise<FileStream> {
  const choice = await inTransaction(ctx, (ctx) => choiceOf(ctx, query))
  const { value, direction } = sortOf(query.sort)
  const customers = streamRows<ListedRecord>(
    ctx,
    sql`
      select ${LISTED_COLUMNS}
      from customers c
      left join customers_summaries s on s.workspace_id = c.workspace_id and s.customer_id = c.id
      where c.workspace_id = ${ctx.workspace.id} and ${choice.listed} and ${choice.where}
      order by ${value} ${direction} nulls last, c.id ${direction}`,
  )
  const columns = columnsOf(ctx, query.language)
  return tableFile(query.format, {
    name: NAMES[query.language],
    headings: columns.map(({ heading }) => heading),
    rows: cells(customers, columns),
  })
}

const NAMES = { fa: 'مشتریان', en: 'customers' }

interface Column {
  readonly heading: string
  readonly cell: (customer: ListedRecord) => ExportCell
}

async function* cells(customers: AsyncIterable<ListedRecord>, columns: readonly Column[]): AsyncGenerator<ExportCell[]> {
  for await (const customer of customers) yield columns.map(({ cell }) => cell(customer))
}

/** Days are local ISO dates; a workspace on the Persian calendar gets them in that calendar as well. */
function columnsOf({ workspace }: Ctx, language: 'fa' | 'en'): Column[] {
  const headed = ([fa, en]: readonly [string, string], cell: Column['cell']): Column => ({ heading: language === 'fa' ? fa : en, cell })
  const unit = moneyUnitName({ ...workspace, language })
  const amount = (minor: bigint | null) => (minor === null ? null : minorToNumber(minor, workspace))
  const day = (at: Date | null) => (at ? isoOfDay(dayOf(at.getTime(), workspace.timeZone)) : null)
  const persianDay = (at: Date | null) =>
    at ? formatDay(dayOf(at.getTime(), workspace.timeZone), { calendar: 'persian', language: 'en', style: 'numeric' }) : null
  const persian =
    workspace.calendar === 'persian'
      ? [
          headed(['نخستین خرید (شمسی)', 'First purchase (Persian)'], ({ first_at }) => persianDay(first_at)),
          headed(['آخرین خرید (شمسی)', 'Last purchase (Persian)'], ({ last_at }) => persianDay(last_at)),
        ]
      : []
  return [
    headed(['نام', 'Name'], ({ name }) => name),
    headed(['تلفن', 'Phone'], ({ phone }) => phone),
    headed(['ایمیل', 'E-mail'], ({ email }) => email),
    headed(['شناسهٔ مشتری', 'Customer ID'], ({ external_id }) => external_id),
    headed(['کشور', 'Country'], ({ country }) => country),
    headed(['تعداد خرید', 'Purchases'], ({ purchases }) => purchases ?? 0),
    headed([`مبلغ خرید (${unit})`, `Revenue (${unit})`], ({ revenue }) => amount(revenue)),
    headed(['تعداد بازپرداخت', 'Refunds'], ({ refunds }) => refunds ?? 0),
    headed([`مبلغ بازپرداخت (${unit})`, `Refunded (${unit})`], ({ refunded }) => amount(refunded)),
    headed(['نخستین خرید', 'First purchase'], ({ first_at }) => day(first_at)),
    headed(['آخرین خرید', 'Last purchase'], ({ last_at }) => day(last_at)),
    ...persian,
  ]
}
