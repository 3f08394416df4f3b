import type { ColumnType } from 'kysely'

/** Written as JSON text, read back parsed. */
type Json<T> = ColumnType<T, string, string>
type Int8 = ColumnType<bigint, bigint | number, bigint | number>

/** A file that a person gave us, and what became of it. */
export interface ImportsTable {
  workspace_id: string
  id: string
  status: 'uploaded' | 'queued' | 'running' | 'done' | 'failed' | 'cancelled' | 'undoing' | 'undone'
  file_name: string
  file_bytes: Int8
  file_path: string
  source: string
  plan: Json<unknown>
  progress: Json<unknown> | null
  result: Json<unknown> | null
  error: string | null
  cancel_requested: boolean
  heartbeat_at: Date | null
  created_by: string | null
  created_at: Date
  started_at: Date | null
  finished_at: Date | null
}

/** A row of a file that was left out. */
export interface ImportsSkippedTable {
  workspace_id: string
  import_id: string
  line: Int8
  reason: string
  cells: string[]
}

/** Columns as a person settled them for files with these headings. */
export interface ImportsPlansTable {
  workspace_id: string
  headings_hash: string
  plan: Json<unknown>
  used_at: Date
}

/** Every table of this module. */
export interface ImportsTables {
  imports: ImportsTable
  imports_skipped: ImportsSkippedTable
  imports_plans: ImportsPlansTable
}
