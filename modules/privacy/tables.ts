/** Tables of the privacy module, as its migrations make them. */
export interface PrivacyTables {
  privacy: { workspace_id: string; id: string }
}
