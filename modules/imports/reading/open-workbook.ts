import { streamXlsxRows } from 'hucre/xlsx'
import { AppError, invalid } from '#core/errors'
import type { Table } from './open-table.ts'
import { preambleRows } from './preamble.ts'
import type { RowBatch } from './tokenise.ts'
import { workbookStream } from './workbook-stream.ts'
import { entryText, zipEntries, type ZipEntry } from './zip-entries.ts'

/** The first sheet with rows in an XLSX workbook; dates come as ISO local text, numbers as their shortest decimal. */
export async function openWorkbook(path: string, bytesTotal: number): Promise<Table> {
  const entries = await zipEntries(path)
  const { sheet, rows } = await firstSheetWithRows(path, entries)
  const width = Math.max(...rows.map((row) => row.cells.length))
  const skipped = preambleRows(rows.map((row) => row.cells))
  const firstLine = rows[skipped]?.line ?? 1
  let bytesRead = 0
  return {
    format: 'xlsx',
    encoding: 'utf-8',
    delimiter: null,
    sheet: sheet.name,
    compression: 'none',
    bytesRead: () => Math.min(bytesRead, bytesTotal),
    bytesTotal,
    batches: () =>
      sheetBatches(
        sheetRows(path, entries, sheet.index, (bytes) => (bytesRead = bytes)),
        { width, firstLine },
      ),
  }
}

const BATCH_ROWS = 1000
const SAMPLE_ROWS = 200
const MOST_SHEETS = 50

interface SheetRow {
  readonly line: number
  readonly cells: string[]
}

async function firstSheetWithRows(
  path: string,
  entries: readonly ZipEntry[],
): Promise<{ sheet: { index: number; name: string }; rows: SheetRow[] }> {
  const names = await sheetNames(path, entries)
  for (let index = 0; index < Math.min(names.length, MOST_SHEETS); index++) {
    const rows: SheetRow[] = []
    for await (const row of sheetRows(path, entries, index, () => {})) {
      if (row.cells.some((cell) => cell.trim() !== '')) rows.push(row)
      if (rows.length === SAMPLE_ROWS) break
    }
    if (rows.length > 1) return { sheet: { index, name: names[index] ?? '' }, rows }
  }
  throw invalid('imports.empty_file')
}

async function sheetNames(path: string, entries: readonly ZipEntry[]): Promise<string[]> {
  const workbook = entries.find(({ name }) => name === 'xl/workbook.xml')
  if (!workbook) throw invalid('imports.not_a_table')
  try {
    const xml = await entryText(path, workbook)
    return [...xml.matchAll(/<(?:\w+:)?sheet\s[^>]*?\bname="([^"]*)"/g)].map(([, name]) => unescaped(name ?? ''))
  } catch {
    throw invalid('imports.damaged_workbook')
  }
}

function unescaped(xml: string): string {
  const NAMED: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }
  return xml.replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(amp|lt|gt|quot|apos));/gi, (_, hex?: string, decimal?: string, named?: string) =>
    named ? (NAMED[named.toLowerCase()] ?? '') : String.fromCodePoint(Math.min(0x10ffff, hex ? Number.parseInt(hex, 16) : Number(decimal))),
  )
}

/** Rows are made equally long: a workbook leaves out the blank cells at their ends. */
async function* sheetBatches(
  rows: AsyncGenerator<SheetRow>,
  { width, firstLine }: { width: number; firstLine: number },
): AsyncGenerator<RowBatch> {
  let batch: { rows: string[][]; lines: number[] } = { rows: [], lines: [] }
  for await (const { line, cells } of rows) {
    if (line < firstLine) continue
    while (cells.length < width) cells.push('')
    batch.rows.push(cells)
    batch.lines.push(line)
    if (batch.rows.length < BATCH_ROWS) continue
    yield batch
    batch = { rows: [], lines: [] }
  }
  if (batch.rows.length > 0) yield batch
}

async function* sheetRows(
  path: string,
  entries: readonly ZipEntry[],
  sheet: number,
  progress: (bytes: number) => void,
): AsyncGenerator<SheetRow> {
  const stream = workbookStream(path, entries, progress)
  try {
    const rows = streamXlsxRows(stream.bytes, { sheet })
    for (;;) {
      const { value, done } = await stream.starving(() => rows.next())
      if (done) return
      yield { line: value.index + 1, cells: value.values.map(cellText) }
    }
  } catch (error) {
    if (error instanceof AppError) throw error
    throw invalid('imports.damaged_workbook')
  }
}

function cellText(value: unknown): string {
  if (typeof value === 'string') return value
  if (value === null || value === undefined) return ''
  if (value instanceof Date) return dateText(value)
  return typeof value === 'number' || typeof value === 'boolean' || typeof value === 'bigint' ? String(value) : ''
}

/** Spreadsheets know no zones: their wall clock comes as if it were UTC. A bare time of day is dated before 1900. */
function dateText(date: Date): string {
  if (Number.isNaN(date.getTime())) return ''
  const iso = date.toISOString()
  const time = iso.slice(11, 19)
  if (date.getUTCFullYear() < 1901) return time
  return time === '00:00:00' ? iso.slice(0, 10) : `${iso.slice(0, 10)} ${time}`
}
