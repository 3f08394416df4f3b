/** Tables of the profiles module, as its migrations make them. */
export interface ProfilesTables {
  profiles: { workspace_id: string; id: string }
}
