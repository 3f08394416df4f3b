/** What a member may do by their role: `listed` is what one of the workspace's own says, null for roles of ours. app/permissions.ts answers it. */
export type RightsOf = (role: string, listed: readonly string[] | null) => ReadonlySet<string>

/** The roles that every workspace has, from the one that may most. */
export const ROLES_OF_OURS = ['owner', 'manager', 'marketer', 'agent', 'viewer'] as const
export type RoleOfOurs = (typeof ROLES_OF_OURS)[number]

/** Whether this names a role of ours. */
export function isRoleOfOurs(role: string): role is RoleOfOurs {
  return ROLES_OF_OURS.some((each) => each === role)
}

/** What every role lets do, or nobody with it could open a page. */
export const BASIC_PERMISSIONS = ['workspaces:read', 'live:read'] as const

/** The permissions of a role with those that every role has, each once. */
export function withBasics(permissions: readonly string[]): string[] {
  return [...new Set([...BASIC_PERMISSIONS, ...permissions])].toSorted()
}

interface RoleBefore {
  readonly name: string
  readonly permissions: readonly string[]
}

export type RoleRefusal = 'workspaces.role_permission_unknown' | 'workspaces.role_permission_not_yours' | 'workspaces.role_name_taken'

/**
 * Why nobody who may do `can` may write such a role; null when they may. What the role had already may stay, although the writer could not give it.
 * `known` is what members can have at all, `taken` are the names of the workspace's other roles.
 */
export function refusalToWrite(
  role: { readonly name: string; readonly permissions: readonly string[]; readonly before: RoleBefore | null },
  { can, known, taken }: { readonly can: ReadonlySet<string>; readonly known: ReadonlySet<string>; readonly taken: readonly string[] },
): RoleRefusal | null {
  if (!role.permissions.every((each) => known.has(each))) return 'workspaces.role_permission_unknown'
  const added = role.permissions.filter((each) => !role.before?.permissions.includes(each))
  if (!added.every((each) => can.has(each))) return 'workspaces.role_permission_not_yours'
  return taken.some((name) => sameName(name, role.name)) ? 'workspaces.role_name_taken' : null
}

export type RoleEndRefusal = 'workspaces.role_in_use' | 'workspaces.role_not_found'

interface RoleEnd {
  readonly id: string
  readonly successor: string | null
  /** Whether the successor is a role at all. */
  readonly isThere: boolean
}

/** Why a role cannot end: somebody has it or is invited to it and nobody said which role is theirs then, or that is no other one. */
export function refusalToEnd(used: number, { id, successor, isThere }: RoleEnd): RoleEndRefusal | null {
  if (successor === null) return used > 0 ? 'workspaces.role_in_use' : null
  return isThere && successor !== id ? null : 'workspaces.role_not_found'
}

/** What the lists differ by. */
export function changedPermissions(
  before: readonly string[],
  after: readonly string[],
): { readonly added: string[]; readonly removed: string[] } {
  return { added: after.filter((each) => !before.includes(each)), removed: before.filter((each) => !after.includes(each)) }
}

function sameName(a: string, b: string): boolean {
  return a.trim().toLowerCase() === b.trim().toLowerCase()
}
