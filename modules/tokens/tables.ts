/** Tables of the tokens module, as its migrations make them. */
export interface TokensTables {
  tokens: {
    workspace_id: string
    id: string
    name: string
    scopes: string[]
    created_by: string
    made_with: string | null
    created_at: Date
    expires_at: Date | null
    revoked_at: Date | null
    last_used_at: Date | null
  }
  tokens_keys: {
    workspace_id: string
    hash: string
    token_id: string
    hint: string
    created_at: Date
    valid_until: Date | null
  }
  tokens_requests: {
    workspace_id: string
    token_id: string
    key: string
    request_hash: string
    body: string | null
    created_at: Date
  }
}
