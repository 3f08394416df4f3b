import type { Ctx } from '#core/context'
import { notFound } from '#core/errors'
import type { RoleHeld } from '../members/domain.ts'
import type { Role } from './api.ts'
import { isRoleOfOurs, ROLES_OF_OURS, type RightsOf } from './domain.ts'

/** A role of the workspace's own, as it is kept. */
export interface OwnRole {
  readonly id: string
  readonly name: string
  readonly permissions: readonly string[]
}

/** The workspace's own roles, by name. */
export async function ownRoles(ctx: Ctx): Promise<OwnRole[]> {
  return ctx.db
    .selectFrom('workspaces_roles')
    .select(['id', 'name', 'permissions'])
    .where('workspace_id', '=', ctx.workspace.id)
    .orderBy('name')
    .orderBy('id')
    .execute()
}

/** Every role with what it lets do and how many have it. */
export async function listRoles(ctx: Ctx, rightsOf: RightsOf): Promise<Role[]> {
  const ours = ROLES_OF_OURS.map((id) => ({ id, name: null, listed: null }))
  const own = (await ownRoles(ctx)).map(({ id, name, permissions }) => ({ id, name, listed: permissions }))
  const [members, invitations] = [await membersByRole(ctx), await invitationsByRole(ctx)]
  return [...ours, ...own].map(({ id, name, listed }) => ({
    id,
    name,
    permissions: [...rightsOf(id, listed)],
    members: members.get(id) ?? 0,
    invitations: invitations.get(id) ?? 0,
  }))
}

/** A role to be given, by its name or id; refuses what is none of this workspace's. */
export async function roleHeld(ctx: Ctx, id: string, rightsOf: RightsOf): Promise<RoleHeld & { readonly name: string | null }> {
  if (isRoleOfOurs(id)) return { isOwner: id === 'owner', can: rightsOf(id, null), name: null }
  const own = (await ownRoles(ctx)).find((role) => role.id === id)
  if (!own) throw notFound('workspaces.role_not_found')
  return { isOwner: false, can: rightsOf(id, own.permissions), name: own.name }
}

async function membersByRole(ctx: Ctx): Promise<ReadonlyMap<string, number>> {
  const rows = await ctx.db
    .selectFrom('workspaces_members')
    .select((row) => ['role', row.fn.countAll<bigint>().as('count')])
    .where('workspace_id', '=', ctx.workspace.id)
    .groupBy('role')
    .execute()
  return new Map(rows.map(({ role, count }) => [role, Number(count)]))
}

/** Of invitations that can still be taken. */
async function invitationsByRole(ctx: Ctx): Promise<ReadonlyMap<string, number>> {
  const rows = await ctx.db
    .selectFrom('workspaces_invitations')
    .select((row) => ['role', row.fn.countAll<bigint>().as('count')])
    .where('workspace_id', '=', ctx.workspace.id)
    .where('used_at', 'is', null)
    .where('revoked_at', 'is', null)
    .where('expires_at', '>', ctx.now)
    .groupBy('role')
    .execute()
  return new Map(rows.map(({ role, count }) => [role, Number(count)]))
}
