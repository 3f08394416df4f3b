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
  filled_at: Date | null
  condition_at: Date
  fault: string | null
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

/** Who is in which segment. */
export interface SegmentsMembersTable {
  workspace_id: string
  segment_id: string
  customer_id: string
  since: Date | null
}

/** How many were in a segment by day. */
export interface SegmentsSizesTable {
  workspace_id: string
  segment_id: string
  day: number
  members: number
  came: Generated<number>
  went: Generated<number>
}

/** How often history was to be taken over, and up to which asking it was. */
export interface SegmentsSweepsTable {
  workspace_id: string
  asked: number
  done: number
}

/** Every table of this module. */
export interface SegmentsTables {
  segments: SegmentsTable
  segments_uses: SegmentsUsesTable
  segments_locks: SegmentsLocksTable
  segments_members: SegmentsMembersTable
  segments_sizes: SegmentsSizesTable
  segments_sweeps: SegmentsSweepsTable
}
