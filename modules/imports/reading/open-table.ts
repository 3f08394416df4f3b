import { invalid } from '#core/errors'
import { openBytes, type ByteSource } from './open-bytes.ts'
import { detectDelimiter } from './delimiter.ts'
import { detectEncoding, textDecoder, type Encoding } from './encoding.ts'
import { openWorkbook } from './open-workbook.ts'
import { preambleRows } from './preamble.ts'
import { tokeniser, type RowBatch } from './tokenise.ts'

export type { RowBatch } from './tokenise.ts'

/** A file of rows and columns, whatever it is packed in. */
export interface Table {
  readonly format: 'csv' | 'xlsx'
  readonly encoding: string
  /** ' ' stands for runs of blanks; null for a workbook. */
  readonly delimiter: string | null
  readonly sheet: string | null
  readonly compression: 'none' | 'gzip' | 'zip'
  /** All rows from the first that belongs to the table, in batches; may be called several times, each opens the file anew. */
  batches(): AsyncGenerator<RowBatch>
  /** Of the file as it lies on disk, in the latest reading. */
  bytesRead(): number
  readonly bytesTotal: number
}

/** Opens a file as a table, or says with an AppError `imports.*` why it is none. */
export async function openTable(path: string): Promise<Table> {
  const bytes = await openBytes(path)
  return bytes.workbook ? openWorkbook(path, bytes.bytesTotal) : openText(bytes)
}

const SAMPLE_BYTES = 256 * 1024

async function openText(bytes: ByteSource): Promise<Table> {
  const { head, whole } = await sampleOf(bytes)
  const { encoding, bom } = detectEncoding(head, whole)
  const decode = textDecoder(encoding, bom)
  const sample = decode(head) + (whole ? decode() : '')
  refuseNonsense(sample, encoding)
  const told = /^sep=(.)\r?\n/i.exec(sample)
  const body = told ? sample.slice(told[0].length) : sample
  const delimiter = told?.[1] ?? detectDelimiter(whole ? body : body.slice(0, body.lastIndexOf('\n') + 1) || body)
  const rows = tokeniser(delimiter)(body, whole).rows
  if (rows.every((row) => row.length < 2)) throw invalid('imports.one_column')
  const skipped = (told ? 1 : 0) + preambleRows(rows)
  return {
    format: 'csv',
    encoding,
    delimiter,
    sheet: null,
    compression: bytes.compression,
    bytesRead: bytes.bytesRead,
    bytesTotal: bytes.bytesTotal,
    batches: () => textBatches(bytes, { encoding, bom, delimiter, skipped }),
  }
}

interface TextShape {
  readonly encoding: Encoding
  readonly bom: number
  readonly delimiter: string
  /** Rows above the table. */
  readonly skipped: number
}

async function* textBatches(bytes: ByteSource, { encoding, bom, delimiter, skipped }: TextShape): AsyncGenerator<RowBatch> {
  const decode = textDecoder(encoding, bom)
  const rowsOf = tokeniser(delimiter)
  let toSkip = skipped
  for await (const chunk of bytes.chunks()) {
    const batch = withoutFirst(rowsOf(decode(chunk), false), toSkip)
    toSkip = batch.left
    if (batch.rows.length > 0) yield batch
  }
  const last = withoutFirst(rowsOf(decode(), true), toSkip)
  if (last.rows.length > 0) yield last
}

function withoutFirst(batch: RowBatch, count: number): RowBatch & { readonly left: number } {
  if (count === 0) return { ...batch, left: 0 }
  return { rows: batch.rows.slice(count), lines: batch.lines.slice(count), left: Math.max(0, count - batch.rows.length) }
}

async function sampleOf(bytes: ByteSource): Promise<{ head: Buffer; whole: boolean }> {
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of bytes.chunks()) {
    chunks.push(chunk)
    length += chunk.length
    if (length >= SAMPLE_BYTES) return { head: Buffer.concat(chunks).subarray(0, SAMPLE_BYTES), whole: false }
  }
  if (length === 0) throw invalid('imports.empty_file')
  return { head: Buffer.concat(chunks), whole: true }
}

/** Pictures, programs and the like have control characters on every page; tables have none. */
function refuseNonsense(sample: string, encoding: Encoding): void {
  // oxlint-disable-next-line no-control-regex -- control characters are what is looked for
  const odd = sample.match(/[\u0000-\u0008\u000e-\u001f\ufffd\uffff]/g)?.length ?? 0
  if (odd > 0 && odd > sample.length * (encoding === 'windows-1256' ? 0.001 : 0.01)) throw invalid('imports.not_a_table')
  if (sample.trim() === '') throw invalid('imports.empty_file')
  if (/^\s*(?:%PDF-|\{\\rtf|<!doctype html|<html|<\?xml|[[{]\s*["{[])/i.test(sample)) throw invalid('imports.not_a_table')
}
