import { audit } from '#core/audit'
import { addUser } from '#core/auth'
import { inTransaction, type Workspace } from '#core/context'
import { refused } from '#core/errors'
import type { Server } from '#core/server'
import { systemCtx } from '../contexts.ts'
import { insertMember } from '../queries.ts'
import type { RightsOf } from '../roles/domain.ts'
import { roleHeld } from '../roles/queries.ts'
import { lockMembers } from './queries.ts'

interface NewMember {
  readonly email: string
  /** Of somebody who has no account yet. */
  readonly name: string
  /** The name of a role of ours, or the id of one of the workspace's own. */
  readonly role: string
}

interface AddedMember {
  readonly userId: string
  /** Whether an account was made, without a password: a link lets its owner in. */
  readonly isNew: boolean
}

/** Lets somebody into a workspace without being asked, for the command line: who has an account, or somebody new. */
export async function addMember(
  server: Pick<Server, 'db' | 'jobs' | 'files' | 'holdings'>,
  workspace: Workspace,
  { email, name, role }: NewMember,
  rightsOf: RightsOf,
): Promise<AddedMember> {
  return inTransaction(systemCtx(server, workspace), async (ctx) => {
    const address = email.trim().toLowerCase()
    const members = await lockMembers(ctx, rightsOf)
    if (members.some((member) => member.email === address)) throw refused('workspaces.already_member')
    await roleHeld(ctx, role, rightsOf)
    const known = await ctx.db.selectFrom('auth_users').select('id').where('email', '=', address).executeTakeFirst()
    const userId = known?.id ?? (await addUser(ctx.db, { name, email: address, passwordHash: null }, ctx.now))
    await insertMember(ctx.db, { workspaceId: workspace.id, userId, role }, ctx.now)
    await audit(ctx, 'member.joined', { kind: 'member', id: userId, details: { role } })
    return { userId, isNew: known === undefined }
  })
}
