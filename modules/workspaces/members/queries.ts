import type { Ctx } from '#core/context'
import { forbidden, notFound } from '#core/errors'
import type { RightsOf } from '../roles/domain.ts'
import type { ActingMember, RoleHeld } from './domain.ts'

/** A member with what their role lets them do now. */
export interface Member extends RoleHeld {
  readonly userId: string
  readonly name: string
  readonly email: string
  readonly role: string
  readonly roleName: string | null
  readonly joinedAt: Date
}

/**
 * Everybody who works in the context's workspace, by name, held until the transaction ends. Whoever changes members, roles or invitations begins with
 * this, so that of two at once the second sees what the first has done.
 */
export async function lockMembers(ctx: Ctx, rightsOf: RightsOf): Promise<Member[]> {
  await ctx.db
    .selectFrom('workspaces_members')
    .select('user_id')
    .where('workspace_id', '=', ctx.workspace.id)
    .orderBy('user_id')
    .forUpdate()
    .execute()
  return readMembers(ctx, rightsOf)
}

/** Everybody who works in the context's workspace, by name. */
export async function readMembers(ctx: Ctx, rightsOf: RightsOf): Promise<Member[]> {
  const rows = await ctx.db
    .selectFrom('workspaces_members as m')
    .innerJoin('auth_users as u', 'u.id', 'm.user_id')
    .leftJoin('workspaces_roles as r', (join) => join.onRef('r.workspace_id', '=', 'm.workspace_id').onRef('r.id', '=', 'm.role'))
    .select(['m.user_id', 'u.name', 'u.email', 'm.role', 'r.name as role_name', 'r.permissions', 'm.joined_at'])
    .where('m.workspace_id', '=', ctx.workspace.id)
    .orderBy('u.name')
    .orderBy('u.id')
    .execute()
  return rows.map((row) => ({
    userId: row.user_id,
    name: row.name,
    email: row.email,
    role: row.role,
    roleName: row.role_name,
    joinedAt: row.joined_at,
    isOwner: row.role === 'owner',
    can: rightsOf(row.role, row.permissions),
  }))
}

/** The member among those held; refuses who works elsewhere or nowhere. */
export function memberAmong(members: readonly Member[], userId: string): Member {
  const member = members.find((each) => each.userId === userId)
  if (!member) throw notFound('workspaces.member_not_found')
  return member
}

/** Who acts, as they are among the members held: what they could do when the request came may be taken from them meanwhile. */
export function actingAmong(ctx: Ctx, members: readonly Member[], permission: 'members:manage' | 'roles:configure'): ActingMember {
  const { kind, userId, can } = ctx.actor
  if (kind !== 'member') return { userId: null, isOwner: kind === 'system', can }
  const member = members.find((each) => each.userId === userId)
  if (!member?.can.has(permission)) throw forbidden(permission)
  return member
}

/** How many owners there are. */
export function ownersAmong(members: readonly Member[]): number {
  return members.filter(({ isOwner }) => isOwner).length
}
