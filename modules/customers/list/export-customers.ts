import { sql } from 'kysely'
import type * as z from 'zod'
import { audit } from '#core/audit'
import { inTransaction, type Ctx } from '#core/context'
import { tableFile, type ExportCell, type FileStream } from '#core/export'
import { streamRows } from '#core/stream-rows'
import type { CustomersExportQuery } from '../api.ts'
import { membersOf } from './choices.ts'
import { exportColumns, type ExportColumn, type MoreValues } from './export-columns.ts'
import { sortOf } from './find-page.ts'
import { LISTED_COLUMNS, masked, type ListedRecord } from './listed-customers.ts'
import { columnsOfHoldings, moreColumns } from './more-columns.ts'
import { choiceOf } from './wanted.ts'

type Query = z.infer<typeof CustomersExportQuery>

/** All customers that match, or the chosen ones of them, as a file with the columns of the list. */
export async function exportCustomers(ctx: Ctx, query: Query): Promise<FileStream> {
  const { choice, columns } = await inTransaction(ctx, async (ctx) => {
    const members = new Map((await membersOf(ctx)).map(({ id, name }) => [id, name]))
    await audit(ctx, 'customers.exported', { kind: 'customers', id: null, details: { format: query.format, columns: query.shown ?? [] } })
    return {
      choice: await choiceOf(ctx, query),
      columns: exportColumns(ctx, { language: query.language, shown: query.shown, others: await columnsOfHoldings(ctx), members }),
    }
  })
  const { value, direction } = sortOf(query.sort)
  const customers = streamRows<ListedRecord>(
    ctx,
    sql`
      select ${LISTED_COLUMNS}
      from customers c
      left join customers_summaries s on s.workspace_id = c.workspace_id and s.customer_id = c.id
      where c.workspace_id = ${ctx.workspace.id} and ${choice.listed} and ${choice.where}
        and ${query.ids ? sql`c.id = any(${query.ids}::uuid[])` : sql`true`} and ${query.except ? sql`c.id <> all(${query.except}::uuid[])` : sql`true`}
      order by ${value} ${direction} nulls last, c.id ${direction}`,
  )
  return tableFile(query.format, {
    name: NAMES[query.language],
    headings: columns.map(({ heading }) => heading),
    rows: cells(ctx, customers, columns, query.shown ?? []),
  })
}

const NAMES = { fa: 'مشتریان', en: 'customers' }
/** So many customers' values of other modules are read at once. */
const AT_ONCE = 1000

async function* cells(
  ctx: Ctx,
  customers: AsyncIterable<ListedRecord>,
  columns: readonly ExportColumn[],
  shown: readonly string[],
): AsyncGenerator<ExportCell[]> {
  let waiting: ListedRecord[] = []
  for await (const customer of customers) {
    waiting.push(masked(ctx, customer))
    if (waiting.length < AT_ONCE) continue
    yield* await rowsOf(ctx, waiting, columns, shown)
    waiting = []
  }
  yield* await rowsOf(ctx, waiting, columns, shown)
}

async function rowsOf(
  ctx: Ctx,
  customers: readonly ListedRecord[],
  columns: readonly ExportColumn[],
  shown: readonly string[],
): Promise<ExportCell[][]> {
  const ids = customers.map(({ id }) => id)
  const more = await inTransaction(ctx, (ctx) => moreColumns(ctx, shown, ids))
  return customers.map((customer) => columns.map(({ cell }) => cell(customer, more.get(customer.id) ?? NONE)))
}

const NONE: MoreValues = {}
