import { createWriteStream } from 'node:fs'
import { once } from 'node:events'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import { repeatedCell } from '#pure/csv-cells'
import type { SkipReason } from './api.ts'

export interface SkippedRow {
  readonly line: number
  readonly reason: SkipReason
  readonly cells: readonly string[]
}

/** Collects the rows that an import leaves out: all into a packed CSV file, the first of them and the counts in memory. */
export interface SkippedRows {
  readonly add: (row: SkippedRow) => Promise<void>
  readonly end: () => Promise<void>
  readonly first: () => readonly SkippedRow[]
  readonly counts: () => { readonly reason: SkipReason; readonly rows: number }[]
}

/** How many are listed; the file has them all. */
const LISTED = 1000
/** What is kept of a cell for the list. */
const LONGEST_LISTED = 500

/** Collects into a file that does not exist yet; it is made with the first row. */
export function skippedRows(path: string): SkippedRows {
  const counts = new Map<SkipReason, number>()
  const first: SkippedRow[] = []
  let file: { gzip: ReturnType<typeof createGzip>; written: Promise<void> } | null = null

  const opened = () => {
    const gzip = createGzip({ level: 3 })
    // A failure is thrown by `end`.
    const written = pipeline(gzip, createWriteStream(path, { mode: 0o600 }))
    written.catch(() => undefined)
    gzip.write('\uFEFFline,reason\r\n')
    return { gzip, written }
  }
  return {
    add: async ({ line, reason, cells }) => {
      counts.set(reason, (counts.get(reason) ?? 0) + 1)
      if (first.length < LISTED)
        first.push({ line, reason, cells: cells.slice(0, 50).map((cell) => cell.slice(0, LONGEST_LISTED).replaceAll('\0', '')) })
      file ??= opened()
      if (!file.gzip.write(`${[String(line), reason, ...cells].map(repeatedCell).join(',')}\r\n`)) await once(file.gzip, 'drain')
    },
    end: async () => {
      file?.gzip.end()
      await file?.written
    },
    first: () => first,
    counts: () => [...counts].map(([reason, rows]) => ({ reason, rows })).toSorted((a, b) => b.rows - a.rows),
  }
}
