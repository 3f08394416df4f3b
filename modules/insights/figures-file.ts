import { audit } from '#core/audit'
import type { Ctx } from '#core/context'
import { tableFile, type FileStream, type Table, type TableFormat } from '#core/export'

/** Which report is taken out, and as what. */
interface Wanted {
  readonly report: 'return' | 'customers' | 'expected' | 'seasons' | 'why' | 'products' | 'cohorts'
  readonly format: TableFormat
}

/** Figures as a file; that they were taken out is written down. */
export async function figuresFile(ctx: Ctx, { report, format }: Wanted, table: Table): Promise<FileStream> {
  await audit(ctx, 'insights.exported', { kind: 'insights', id: null, details: { report, format } })
  return tableFile(format, table)
}
