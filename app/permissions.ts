/**
 * Every permission in the product, `module:verb`, and which role holds it. The one table that routes, tests and screens read. `operator` is no role of a
 * workspace: it is whoever runs the installation, beside the role that they have.
 */
export const PERMISSIONS = {
  'workspaces:read': ['owner', 'manager', 'marketer', 'agent', 'viewer'],
  'workspaces:configure': ['owner', 'manager'],
  'workspaces:export': ['owner'],
  'workspaces:delete': ['owner'],
  'workspaces:create': ['operator'],
  'members:manage': ['owner', 'manager'],
  'roles:configure': ['owner'],
  'audit:read': ['owner', 'manager'],
  'audit:export': ['owner', 'manager'],
  'operations:read': ['operator'],
  'operations:run': ['operator'],
  'live:read': ['owner', 'manager', 'marketer', 'agent', 'viewer'],
  'events:repair': ['owner', 'manager'],
  'customers:read': ['owner', 'manager', 'marketer', 'agent'],
  'customers:export': ['owner', 'manager', 'marketer'],
  'customers:contact': ['owner', 'manager', 'agent'],
  'customers:write': ['owner', 'manager', 'marketer', 'agent'],
  'customers:merge': ['owner', 'manager', 'agent'],
  'customers:configure': ['owner', 'manager'],
  'orders:read': ['owner', 'manager', 'marketer', 'agent'],
  'orders:export': ['owner', 'manager', 'marketer'],
  'orders:write': ['owner', 'manager', 'agent'],
  'orders:catalogue': ['owner', 'manager', 'marketer'],
  'imports:read': ['owner', 'manager', 'marketer'],
  'imports:run': ['owner', 'manager'],
  'insights:read': ['owner', 'manager', 'marketer', 'viewer'],
  'insights:export': ['owner', 'manager', 'marketer'],
  'insights:configure': ['owner', 'manager'],
  'insights:plan': ['owner', 'manager', 'marketer'],
  'segments:read': ['owner', 'manager', 'marketer', 'agent'],
  'segments:write': ['owner', 'manager', 'marketer'],
  'consent:read': ['owner', 'manager', 'marketer', 'agent'],
  'consent:write': ['owner', 'manager', 'agent'],
  'consent:configure': ['owner', 'manager'],
  'privacy:read': ['owner', 'manager'],
  'privacy:erase': ['owner', 'manager'],
  'privacy:configure': ['owner'],
  'tracking:read': ['owner', 'manager', 'marketer'],
  'tracking:configure': ['owner', 'manager'],
  'shops:read': ['owner', 'manager', 'marketer'],
  'shops:configure': ['owner', 'manager'],
  'webhooks:read': ['owner', 'manager'],
  'webhooks:configure': ['owner', 'manager'],
  'tokens:configure': ['owner', 'manager'],
} as const satisfies Record<string, readonly (Role | 'operator')[]>

export type Role = 'owner' | 'manager' | 'marketer' | 'agent' | 'viewer'
export type Permission = keyof typeof PERMISSIONS

/** What a role of ours may do, and what an operator may besides. */
export function permissionsOf(role: string): ReadonlySet<string> {
  return new Set(Object.entries(PERMISSIONS).flatMap(([name, roles]) => (roles.some((each) => each === role) ? [name] : [])))
}

const OF_OWNERS = permissionsOf('owner')

/** What a member may do: a role of ours as the table says, one of the workspace's own what it lists, as far as the product knows it and members can have it. */
export function rightsOf(role: string, listed: readonly string[] | null): ReadonlySet<string> {
  return listed === null ? permissionsOf(role) : new Set(listed.filter((each) => OF_OWNERS.has(each)))
}
