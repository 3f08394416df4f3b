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
}

/** Every page below Settings, in the order of the list beside them. */
export const SETTINGS_PLACES: readonly SettingsPlace[] = [
  { name: 'account', path: '/settings/account', may: 'workspaces:read' },
  { name: 'general', path: '/settings', may: 'workspaces:read' },
  { name: 'hours', path: '/settings/hours', may: 'workspaces:read' },
  { name: 'members', path: '/settings/members', may: 'workspaces:read' },
  { name: 'roles', path: '/settings/roles', may: 'workspaces:read' },
  { name: 'shops', path: '/settings/shops', may: 'shops:read' },
  { name: 'tracking', path: '/settings/tracking', may: 'tracking:read' },
  { name: 'attributes', path: '/settings/attributes', may: 'customers:configure' },
  { name: 'insights', path: '/settings/insights', may: 'insights:read' },
  { name: 'consent', path: '/settings/consent', may: 'consent:read' },
  { name: 'privacy', path: '/settings/privacy', may: 'privacy:read' },
  { name: 'audit', path: '/settings/audit', may: 'audit:read' },
  { name: 'data', path: '/settings/data', may: 'workspaces:export' },
  { name: 'operations', path: '/settings/operations', may: 'operations:read' },
  { name: 'backups', path: '/settings/backups', may: 'operations:read' },
  { name: 'webhooks', path: '/settings/webhooks', may: 'webhooks:read' },
  { name: 'tokens', path: '/settings/tokens', may: 'tokens:configure' },
]
