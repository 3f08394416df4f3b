/**
 * Makes samples/online-retail from the UCI file: node scripts/make-sample.ts online_retail.csv.gz
 * Lines without a customer are left out, lines are sorted so that they pack well, and each product's name is kept once.
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { constants, gzipSync } from 'node:zlib'
import { dataRows, openTable } from '../modules/imports/reading/index.ts'

const [source] = process.argv.slice(2)
if (!source) throw new Error('give the UCI file: node scripts/make-sample.ts online_retail.csv.gz')

const lines: string[][] = []
const names = new Map<string, Map<string, number>>()
for await (const { rows } of dataRows(await openTable(source), { hasHeadings: true })) {
  for (const [number = '', code = '', name = '', quantity = '', date = '', price = '', customer = '', country = ''] of rows) {
    if (customer === '') continue
    lines.push([number, date, customer, country, code, price, quantity])
    const known = names.get(code) ?? new Map<string, number>()
    names.set(code, known.set(name.trim(), (known.get(name.trim()) ?? 0) + 1))
  }
}
lines.sort((a, b) => compare(a[1], b[1]) || compare(a[0], b[0]) || compare(a[4], b[4]))
const products = [...names].map(([code, known]) => [code, mostFrequent(known)]).toSorted((a, b) => compare(a[0], b[0]))

write('orders', [['InvoiceNo', 'InvoiceDate', 'CustomerID', 'Country', 'StockCode', 'UnitPrice', 'Quantity'], ...lines])
write('products', [['StockCode', 'Description'], ...products])

function write(name: string, rows: readonly (readonly string[])[]): void {
  const folder = join(import.meta.dirname, '..', 'samples', 'online-retail')
  mkdirSync(folder, { recursive: true })
  const text = rows.map((row) => `${row.map(cell).join(',')}\n`).join('')
  writeFileSync(join(folder, `${name}.csv.gz`), gzipSync(text, { level: constants.Z_BEST_COMPRESSION, memLevel: 9 }))
}

function cell(value: string): string {
  return /[",\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value
}

function mostFrequent(known: ReadonlyMap<string, number>): string {
  return [...known].toSorted((a, b) => b[1] - a[1] || compare(a[0], b[0]))[0]?.[0] ?? ''
}

function compare(a = '', b = ''): number {
  return a < b ? -1 : a > b ? 1 : 0
}
