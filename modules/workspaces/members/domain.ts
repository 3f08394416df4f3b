/** A role by what it lets do. Owners are told apart, because only owners touch owners. */
export interface RoleHeld {
  readonly isOwner: boolean
  readonly can: ReadonlySet<string>
}

/** Who acts on members: a member as they are now, or a program, which is nobody's peer and no owner. */
export interface ActingMember extends RoleHeld {
  readonly userId: string | null
}

export type GivingRefusal = 'workspaces.owners_only' | 'workspaces.role_beyond_you'
export type GoingRefusal = 'workspaces.owners_only' | 'workspaces.last_owner'

/** Why somebody cannot give this role, be it to a member or in an invitation; null when they can. So nobody can raise themselves either. */
export function refusalToGive(acting: RoleHeld, role: RoleHeld): GivingRefusal | null {
  if (role.isOwner && !acting.isOwner) return 'workspaces.owners_only'
  return role.can.isSubsetOf(acting.can) ? null : 'workspaces.role_beyond_you'
}

/** Why somebody cannot give this member another role; null when they can. */
export function refusalToChange(
  acting: ActingMember,
  { member, role, owners }: { readonly member: RoleHeld; readonly role: RoleHeld; readonly owners: number },
): GivingRefusal | GoingRefusal | null {
  if (member.isOwner && !acting.isOwner) return 'workspaces.owners_only'
  if (member.isOwner && !role.isOwner && owners < 2) return 'workspaces.last_owner'
  return refusalToGive(acting, role)
}

/** Why somebody cannot take this member out of the workspace; null when they can. Without `acting` the member leaves by themselves. */
export function refusalToGo(acting: RoleHeld | null, member: RoleHeld, owners: number): GoingRefusal | null {
  if (member.isOwner && acting && !acting.isOwner) return 'workspaces.owners_only'
  return member.isOwner && owners < 2 ? 'workspaces.last_owner' : null
}

export type SuccessorRefusal = 'workspaces.successor_missing' | 'workspaces.successor_unknown'

/** Why what a member is in charge of cannot pass to this one; null when it can, or when there is nothing to pass. */
export function refusalOfSuccessor(
  { leaving, successor, passing }: { readonly leaving: string; readonly successor: string | null; readonly passing: number },
  memberIds: readonly string[],
): SuccessorRefusal | null {
  if (successor === null) return passing > 0 ? 'workspaces.successor_missing' : null
  return successor !== leaving && memberIds.includes(successor) ? null : 'workspaces.successor_unknown'
}
