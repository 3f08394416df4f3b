import { join } from 'node:path'
import { Readable } from 'node:stream'
import { PROJECT_FOLDER } from '#core/config'
import type { Ctx } from '#core/context'
import type { ImportResponse } from './api.ts'
import { dataRows, openTable } from './reading/index.ts'
import { queueImport } from './settle-import.ts'
import { receiveImport } from './upload.ts'

/** The shop that comes with the product; samples/README.md says whose it is. */
export const SAMPLE = { name: 'online-retail.csv', currency: 'GBP', timeZone: 'Europe/London' } as const

/** Puts the sample shop in the queue. It is a source of its own, so that it never mixes with the numbers of real orders. */
export async function importSample(ctx: Ctx): Promise<ImportResponse> {
  const { import: received } = await receiveImport(ctx, {
    fileName: SAMPLE.name,
    content: Readable.from(sampleText()),
    source: 'sample',
    hints: { moneyUnit: SAMPLE.currency },
  })
  return queueImport(ctx, received.id)
}

const FOLDER = join(PROJECT_FOLDER, 'samples', 'online-retail')

/** The sample as one CSV file: every line gets its product's name, which is stored once. */
async function* sampleText(): AsyncGenerator<string> {
  const names = new Map<string, string>()
  for await (const { rows } of rowsOf('products.csv.gz')) for (const [code = '', name = ''] of rows) names.set(code, name)
  yield 'InvoiceNo,InvoiceDate,CustomerID,Country,StockCode,UnitPrice,Quantity,Description\n'
  for await (const { rows } of rowsOf('orders.csv.gz')) {
    yield rows.map((row) => `${row.join(',')},"${(names.get(row[4] ?? '') ?? '').replaceAll('"', '""')}"\n`).join('')
  }
}

async function* rowsOf(file: string) {
  yield* dataRows(await openTable(join(FOLDER, file)), { hasHeadings: true })
}
