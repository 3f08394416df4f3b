/** What tokens can be given, in groups, each with the key of its words. */
export const SCOPE_GROUPS = [
  {
    group: 'customers',
    scopes: ['customers_read', 'customers_contact', 'customers_write', 'customers_merge', 'customers_export', 'customers_configure'],
  },
  { group: 'orders', scopes: ['orders_read', 'orders_write', 'orders_catalogue', 'orders_export', 'imports_read', 'imports_run'] },
  { group: 'insights', scopes: ['insights_read', 'insights_export', 'segments_read', 'segments_write'] },
  {
    group: 'privacy',
    scopes: ['consent_read', 'consent_write', 'consent_configure', 'privacy_read', 'privacy_erase', 'privacy_configure'],
  },
  {
    group: 'connections',
    scopes: [
      'tracking_read',
      'tracking_configure',
      'shops_read',
      'shops_configure',
      'webhooks_read',
      'webhooks_configure',
      'tokens_configure',
    ],
  },
  {
    group: 'workspace',
    scopes: [
      'workspaces_read',
      'workspaces_configure',
      'workspaces_export',
      'workspaces_delete',
      'members_manage',
      'roles_configure',
      'audit_read',
      'audit_export',
      'events_repair',
    ],
  },
] as const

type Group = (typeof SCOPE_GROUPS)[number]
export type ScopeKey = Group['scopes'][number]

/** The permission behind a key of words: 'orders_read' is 'orders:read'. */
export function permissionOf(key: ScopeKey): string {
  return key.replace('_', ':')
}
