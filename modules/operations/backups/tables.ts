import type { ColumnType, Generated } from 'kysely'
import type { Json } from '#core/tables'

/** When backups are made, and those that were. Local tables: they are about the installation. */
export interface BackupsTables {
  operations_settings: {
    only_one: Generated<boolean>
    backs_up: boolean
    minute: number
    keep_daily: number
    keep_weekly: number
    keep_monthly: number
    changed_at: Date
  }
  operations_backups: {
    id: string
    kind: 'scheduled' | 'by_hand' | 'before_upgrade' | 'before_restore'
    state: 'waiting' | 'running' | 'done' | 'failed'
    path: string
    asked_by: string | null
    asked_at: Date
    ended_at: Date | null
    heartbeat_at: Date
    share: Generated<number>
    bytes: ColumnType<bigint, bigint | number | undefined, bigint | number>
    checksum: string | null
    error: string | null
    details: Json
  }
}
