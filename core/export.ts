import { Readable } from 'node:stream'
import { writeXlsxStream } from 'hucre/xlsx'
import { csvText } from '#pure/csv-cells'

/** One cell of an exported table: numbers stay numbers, text stays text. */
export type ExportCell = string | number | null
export type ExportRow = readonly ExportCell[]
export type TableFormat = 'csv' | 'xlsx'

/** A table to write out. `name` becomes the file's and the sheet's name. */
export interface Table {
  readonly name: string
  readonly headings: readonly string[]
  readonly rows: AsyncIterable<ExportRow> | Iterable<ExportRow>
}

/** Bytes to send, with what the browser must be told about them. */
export interface FileStream {
  readonly stream: Readable
  readonly type: string
  readonly fileName: string
}

/** The table as a file whose bytes are made while they are read: a million rows need no more memory than ten. */
export function tableFile(format: TableFormat, table: Table): FileStream {
  if (format === 'csv') return { stream: Readable.from(csvChunks(table)), type: 'text/csv; charset=utf-8', fileName: `${table.name}.csv` }
  const bytes = writeXlsxStream(sheetRows(table), { name: sheetName(table.name), freezePane: { rows: 1 } })
  return {
    stream: Readable.from(bytes),
    type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    fileName: `${table.name}.xlsx`,
  }
}

const CHUNK = 65_536

/** RFC 4180 with a byte order mark, without which spreadsheets read Persian as noise. */
async function* csvChunks({ headings, rows }: Table): AsyncGenerator<string> {
  let chunk = `\uFEFF${csvLine(headings)}`
  for await (const row of rows) {
    chunk += csvLine(row)
    if (chunk.length < CHUNK) continue
    yield chunk
    chunk = ''
  }
  if (chunk !== '') yield chunk
}

function csvLine(row: ExportRow): string {
  let line = ''
  for (let i = 0; i < row.length; i++) line += (i === 0 ? '' : ',') + csvCell(row[i] ?? null)
  return `${line}\r\n`
}

function csvCell(cell: ExportCell): string {
  if (cell === null) return ''
  return typeof cell === 'number' ? String(cell) : csvText(cell)
}

/** XLSX cells carry their type, so text that looks like a formula is harmless there; XML has no place for control characters. */
async function* sheetRows({ headings, rows }: Table): AsyncGenerator<ExportCell[]> {
  yield [...headings]
  for await (const row of rows) yield row.map((cell) => (typeof cell === 'string' ? withoutControls(cell) : cell))
}

function withoutControls(text: string): string {
  return text.replaceAll(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g, '')
}

/** Excel refuses longer names and these characters. */
function sheetName(name: string): string {
  return name.replaceAll(/[[\]:*?/\\']/g, ' ').slice(0, 31)
}
