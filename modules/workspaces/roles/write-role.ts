import { randomUUIDv7 } from 'node:crypto'
import { audit } from '#core/audit'
import { inTransaction, type Ctx } from '#core/context'
import { notFound, refused } from '#core/errors'
import { closePages } from '#core/live'
import { actingAmong, lockMembers } from '../members/queries.ts'
import type { Role, RoleRequest } from './api.ts'
import { changedPermissions, isRoleOfOurs, refusalToWrite, withBasics, type RightsOf } from './domain.ts'
import { listRoles, ownRoles, type OwnRole } from './queries.ts'

/** Makes a role of the workspace's own, which may do no more than who makes it. */
export async function createRole(ctx: Ctx, request: RoleRequest, rightsOf: RightsOf): Promise<Role> {
  return inTransaction(ctx, async (ctx) => {
    const members = await lockMembers(ctx, rightsOf)
    await checkWriting(ctx, { request, before: null, can: actingAmong(ctx, members, 'roles:configure').can }, rightsOf)
    const id = randomUUIDv7()
    const dates = { created_at: ctx.now, changed_at: ctx.now }
    await ctx.db
      .insertInto('workspaces_roles')
      .values({ workspace_id: ctx.workspace.id, id, ...columnsOf(request), ...dates })
      .execute()
    await audit(ctx, 'role.created', { kind: 'role', id, details: { name: request.name, permissions: request.permissions } })
    return roleFor(ctx, id, rightsOf)
  })
}

/** Changes a role's name and what it lets do. Whoever has it may that much from their next request on. */
export async function changeRole(ctx: Ctx, id: string, request: RoleRequest, rightsOf: RightsOf): Promise<Role> {
  return inTransaction(ctx, async (ctx) => {
    const members = await lockMembers(ctx, rightsOf)
    const before = await ownRoleFor(ctx, id)
    await checkWriting(ctx, { request, before, can: actingAmong(ctx, members, 'roles:configure').can }, rightsOf)
    await ctx.db
      .updateTable('workspaces_roles')
      .set({ ...columnsOf(request), changed_at: ctx.now })
      .where('workspace_id', '=', ctx.workspace.id)
      .where('id', '=', id)
      .execute()
    const { added, removed } = changedPermissions(before.permissions, withBasics(request.permissions))
    await audit(ctx, 'role.changed', { kind: 'role', id, details: { name: request.name, added, removed } })
    if (added.length > 0 || removed.length > 0) {
      for (const member of members) if (member.role === id) await closePages(ctx, member.userId)
    }
    return roleFor(ctx, id, rightsOf)
  })
}

/** A role of the workspace's own; ours cannot be changed. */
export async function ownRoleFor(ctx: Ctx, id: string): Promise<OwnRole> {
  if (isRoleOfOurs(id)) throw refused('workspaces.role_of_ours')
  const role = (await ownRoles(ctx)).find((each) => each.id === id)
  if (!role) throw notFound('workspaces.role_not_found')
  return role
}

interface Writing {
  readonly request: RoleRequest
  readonly before: OwnRole | null
  /** What the writer may do. */
  readonly can: ReadonlySet<string>
}

async function checkWriting(ctx: Ctx, { request, before, can }: Writing, rightsOf: RightsOf): Promise<void> {
  const others = (await ownRoles(ctx)).filter(({ id }) => id !== before?.id)
  const taken = others.map(({ name }) => name)
  const refusal = refusalToWrite({ ...request, before }, { can, known: rightsOf('owner', null), taken })
  if (refusal) throw refused(refusal)
}

function columnsOf({ name, permissions }: RoleRequest) {
  return { name, permissions: withBasics(permissions) }
}

async function roleFor(ctx: Ctx, id: string, rightsOf: RightsOf): Promise<Role> {
  const role = (await listRoles(ctx, rightsOf)).find((each) => each.id === id)
  if (!role) throw notFound('workspaces.role_not_found')
  return role
}
