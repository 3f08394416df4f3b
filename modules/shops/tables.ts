/** Tables of the shops module, as its migrations make them. */
export interface ShopsTables {
  shops: { workspace_id: string; id: string }
}
