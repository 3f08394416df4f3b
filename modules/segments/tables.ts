/** Tables of the segments module, as its migrations make them. */
export interface SegmentsTables {
  segments: { workspace_id: string; id: string }
}
