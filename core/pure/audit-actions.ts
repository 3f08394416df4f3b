/** Everything that the audit log tells of, `subject.done`, by what a reader would look for. The audit module words each in both languages. */
export const AUDIT_GROUPS = {
  sessions: ['session.opened', 'session.refused', 'session.ended', 'session.revoked'],
  accounts: [
    'password.changed',
    'password.reset_asked',
    'password.reset',
    'email.changed',
    'second_factor.enabled',
    'second_factor.disabled',
    'second_factor.used_backup',
    'second_factor.codes_made',
    'operator.granted',
    'operator.withdrawn',
  ],
  people: [
    'member.invited',
    'member.joined',
    'member.role_changed',
    'member.removed',
    'member.left',
    'invitation.revoked',
    'role.created',
    'role.changed',
    'role.deleted',
  ],
  customers: ['customer.viewed', 'customer.changed', 'customer.merged', 'customer.unmerged', 'customers.changed'],
  exports: [
    'customer.exported',
    'customers.exported',
    'orders.exported',
    'insights.exported',
    'imports.exported',
    'incident.exported',
    'audit.exported',
    'workspace.exported',
  ],
  privacy: [
    'consent.changed',
    'consent.link_copied',
    'consent.links_revoked',
    'customer.erased',
    'privacy.erasure_refused',
    'incident.told',
  ],
  settings: [
    'settings.changed',
    'consent.settings_changed',
    'privacy.settings_changed',
    'audit.settings_changed',
    'workspace.created',
    'workspace.closed',
    'workspace.reopened',
    'workspace.deleted',
  ],
  keys: [
    'token.created',
    'token.rotated',
    'token.revoked',
    'key.created',
    'key.changed',
    'key.rotated',
    'key.revoked',
    'webhook.changed',
    'shop.connected',
    'shop.changed',
    'shop.disconnected',
  ],
  operations: ['backup.made', 'backup.downloaded', 'backup.deleted', 'backup.restored', 'operations.changed', 'audit.purged'],
} as const

export type AuditGroup = keyof typeof AUDIT_GROUPS
export type AuditAction = (typeof AUDIT_GROUPS)[AuditGroup][number]

/** In the order in which they are offered. */
export const AUDIT_GROUP_NAMES = [
  'sessions',
  'accounts',
  'people',
  'customers',
  'exports',
  'privacy',
  'settings',
  'keys',
  'operations',
] as const satisfies readonly AuditGroup[]

/** Every action, group by group. */
export const AUDIT_ACTIONS: readonly AuditAction[] = Object.values(AUDIT_GROUPS).flat()

/** What happens to somebody's account: it is written down in every workspace that they work in. */
export type AccountAction = (typeof AUDIT_GROUPS)['sessions' | 'accounts'][number]
