/** Tables of the tracking module, as its migrations make them. */
export interface TrackingTables {
  tracking: { workspace_id: string; id: string }
}
