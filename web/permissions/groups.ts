/** What roles and tokens can let do, in groups, each with the key of its words. */
export const PERMISSION_GROUPS = [
  {
    group: 'customers',
    keys: ['customers_read', 'customers_contact', 'customers_write', 'customers_merge', 'customers_export', 'customers_configure'],
  },
  { group: 'orders', keys: ['orders_read', 'orders_write', 'orders_catalogue', 'orders_export', 'imports_read', 'imports_run'] },
  {
    group: 'insights',
    keys: ['insights_read', 'insights_export', 'insights_plan', 'insights_configure', 'segments_read', 'segments_write'],
  },
  {
    group: 'privacy',
    keys: ['consent_read', 'consent_write', 'consent_configure', 'privacy_read', 'privacy_erase', 'privacy_configure'],
  },
  {
    group: 'connections',
    keys: [
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
    keys: [
      'workspaces_read',
      'live_read',
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

type Group = (typeof PERMISSION_GROUPS)[number]
export type PermissionKey = Group['keys'][number]

/** The permission behind a key of words: 'orders_read' is 'orders:read'. */
export function permissionOf(key: PermissionKey): string {
  return key.replace('_', ':')
}
