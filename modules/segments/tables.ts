import type { ColumnType, Generated } from 'kysely'

/** A rule under a name. */
export interface SegmentsTable {
  workspace_id: string
  id: string
  name: string
  description: Generated<string>
  condition: ColumnType<unknown, string, string>
  members: number | null
  counted_at: Date | null
  created_by: string | null
  created_at: Date
  changed_at: Date
  archived_at: Date | null
}

/** Which segments another one's condition names. */
export interface SegmentsUsesTable {
  workspace_id: string
  segment_id: string
  uses_id: string
}

/** The row that writers of conditions hold. */
export interface SegmentsLocksTable {
  workspace_id: string
}

/** Every table of this module. */
export interface SegmentsTables {
  segments: SegmentsTable
  segments_uses: SegmentsUsesTable
  segments_locks: SegmentsLocksTable
}
