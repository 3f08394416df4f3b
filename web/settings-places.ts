import type { Permission } from '../app/permissions.ts'

/** A page below Settings. `name` is its word under "settings" in the kit's messages. */
export interface SettingsPlace {
  readonly name:
    | 'account'
    | 'general'
    | 'members'
    | 'roles'
    | 'tracking'
    | 'hours'
    | 'data'
    | 'shops'
    | 'attributes'
    | 'insights'
    | 'consent'
    | 'privacy'
    | 'audit'
    | 'backups'
    | 'operations'
    | 'webhooks'
    | 'tokens'
  readonly path: string
  readonly may: Permission
  readonly group: SettingsGroup
}

/** The groups of the list, in its order; each has its word under "settings_groups". */
export const SETTINGS_GROUPS = ['you', 'shop', 'people', 'connections', 'data', 'installation'] as const
export type SettingsGroup = (typeof SETTINGS_GROUPS)[number]

/** Every page below Settings, group by group, in the order of the list beside them. */
export const SETTINGS_PLACES: readonly SettingsPlace[] = [
  { name: 'account', path: '/settings/account', may: 'workspaces:read', group: 'you' },
  { name: 'general', path: '/settings', may: 'workspaces:read', group: 'shop' },
  { name: 'hours', path: '/settings/hours', may: 'workspaces:read', group: 'shop' },
  { name: 'members', path: '/settings/members', may: 'workspaces:read', group: 'people' },
  { name: 'roles', path: '/settings/roles', may: 'workspaces:read', group: 'people' },
  { name: 'audit', path: '/settings/audit', may: 'audit:read', group: 'people' },
  { name: 'shops', path: '/settings/shops', may: 'shops:read', group: 'connections' },
  { name: 'tracking', path: '/settings/tracking', may: 'tracking:read', group: 'connections' },
  { name: 'webhooks', path: '/settings/webhooks', may: 'webhooks:read', group: 'connections' },
  { name: 'tokens', path: '/settings/tokens', may: 'tokens:configure', group: 'connections' },
  { name: 'attributes', path: '/settings/attributes', may: 'customers:configure', group: 'data' },
  { name: 'insights', path: '/settings/insights', may: 'insights:read', group: 'data' },
  { name: 'consent', path: '/settings/consent', may: 'consent:read', group: 'data' },
  { name: 'privacy', path: '/settings/privacy', may: 'privacy:read', group: 'data' },
  { name: 'data', path: '/settings/data', may: 'workspaces:export', group: 'data' },
  { name: 'operations', path: '/settings/operations', may: 'operations:read', group: 'installation' },
  { name: 'backups', path: '/settings/backups', may: 'operations:read', group: 'installation' },
]
