/** Tables of the webhooks module, as its migrations make them. */
export interface WebhooksTables {
  webhooks: { workspace_id: string; id: string }
}
