/** Tables of the consent module, as its migrations make them. */
export interface ConsentTables {
  consent: { workspace_id: string; id: string }
}
