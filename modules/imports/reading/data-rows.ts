import type { ImportPlan } from '../api.ts'
import type { RowBatch, Table } from './open-table.ts'

/** The rows of a table without its heading line, and without the copies of it that joined files have in their middle. */
export async function* dataRows(table: Table, plan: Pick<ImportPlan, 'hasHeadings'>): AsyncGenerator<RowBatch> {
  let headings: readonly string[] | null = null
  for await (const batch of table.batches()) {
    if (!plan.hasHeadings) {
      yield batch
      continue
    }
    headings ??= batch.rows[0] ?? []
    const kept = withoutHeadings(batch, headings)
    if (kept.rows.length > 0) yield kept
  }
}

function withoutHeadings(batch: RowBatch, headings: readonly string[]): RowBatch {
  const repeats = (row: readonly string[]) =>
    row[0] === headings[0] && row.length === headings.length && row.every((cell, index) => cell === headings[index])
  if (!batch.rows.some(repeats)) return batch
  return { rows: batch.rows.filter((row) => !repeats(row)), lines: batch.lines.filter((_, index) => !repeats(batch.rows[index] ?? [])) }
}
