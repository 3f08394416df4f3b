/** Tables of the tokens module, as its migrations make them. */
export interface TokensTables {
  tokens: { workspace_id: string; id: string }
}
