import type { ColumnType } from 'kysely'
import type { Json } from '#core/tables'

/** Who serves this installation just now. A local table. */
export interface ProcessesTables {
  operations_processes: {
    id: string
    host: string
    pid: number
    version: string
    node: string
    started_at: Date
    seen_at: Date
    memory_bytes: ColumnType<bigint, number, number>
    live_pages: number
    minutes: Json
  }
}
