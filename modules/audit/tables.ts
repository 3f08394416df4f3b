/** Tables of the audit module, as its migrations make them. The entries themselves are core's. */
export interface AuditSettingsTables {
  audit_settings: { workspace_id: string; keep_days: number; changed_at: Date }
}
