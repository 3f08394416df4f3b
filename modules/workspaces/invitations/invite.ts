import { randomUUIDv7 } from 'node:crypto'
import { canMail, queueAccountLetter } from '#core/account-letters'
import { countAttempt } from '#core/attempts'
import { audit } from '#core/audit'
import { inTransaction, type Ctx } from '#core/context'
import { refused } from '#core/errors'
import { makeSecretKey } from '#core/secret-keys'
import type { Server } from '#core/server'
import { refusalToGive } from '../members/domain.ts'
import { actingAmong, lockMembers } from '../members/queries.ts'
import type { RightsOf } from '../roles/domain.ts'
import { roleHeld } from '../roles/queries.ts'
import type { InvitationLink, InvitationRequest } from './api.ts'
import { endOfInvitation, refusalToRenew } from './domain.ts'
import { endInvitationsTo } from './end-invitations.ts'
import { invitationLetter } from './letter.ts'
import { invitationFor, shown } from './queries.ts'

type Post = Pick<Server, 'config' | 'jobs' | 'db'>

/** A workspace does not send more letters than this: what it asks of strangers' mailboxes is limited. */
const PER_WORKSPACE = { most: 200, windowSeconds: 24 * 3600 }

/** Asks somebody to work here. The link is in this answer only; its letter leaves where there is a mail server and an address. */
export async function invite(ctx: Ctx, server: Post, request: InvitationRequest, rightsOf: RightsOf): Promise<InvitationLink> {
  await countAttempt(server.db, `invitations:${ctx.workspace.id}`, PER_WORKSPACE, ctx.now)
  return inTransaction(ctx, async (ctx) => {
    const members = await lockMembers(ctx, rightsOf)
    const acting = actingAmong(ctx, members, 'members:manage')
    const email = request.email?.toLowerCase() ?? null
    if (members.some((member) => member.email === email)) throw refused('workspaces.already_member')
    const refusal = refusalToGive(acting, await roleHeld(ctx, request.role, rightsOf))
    if (refusal) throw refused(refusal)
    if (email !== null) await endInvitationsTo(ctx, email)
    const id = randomUUIDv7()
    const key = makeSecretKey('i', ctx.workspace.id)
    await ctx.db
      .insertInto('workspaces_invitations')
      .values({
        workspace_id: ctx.workspace.id,
        id,
        token_hash: key.hash,
        email,
        role: request.role,
        language: request.language,
        invited_by: ctx.actor.userId,
        invited_at: ctx.now,
        expires_at: endOfInvitation(ctx.now),
        mailed_at: null,
        used_at: null,
        used_by: null,
        revoked_at: null,
      })
      .execute()
    await audit(ctx, 'member.invited', { kind: 'invitation', id, details: { role: request.role, named: email !== null } })
    return handOut(ctx, server, id, key.text)
  })
}

/** Gives an invitation a new link for another week, and sends its letter again. The link so far works no more. */
export async function renewInvitation(ctx: Ctx, server: Post, id: string, rightsOf: RightsOf): Promise<InvitationLink> {
  await countAttempt(server.db, `invitations:${ctx.workspace.id}`, PER_WORKSPACE, ctx.now)
  return inTransaction(ctx, async (ctx) => {
    const acting = actingAmong(ctx, await lockMembers(ctx, rightsOf), 'members:manage')
    const invitation = await invitationFor(ctx, id)
    const refusal = refusalToRenew(invitation) ?? refusalToGive(acting, await roleHeld(ctx, invitation.role, rightsOf))
    if (refusal) throw refused(refusal)
    const key = makeSecretKey('i', ctx.workspace.id)
    await ctx.db
      .updateTable('workspaces_invitations')
      .set({ token_hash: key.hash, expires_at: endOfInvitation(ctx.now), invited_by: ctx.actor.userId, mailed_at: null })
      .where('workspace_id', '=', ctx.workspace.id)
      .where('id', '=', id)
      .execute()
    await audit(ctx, 'member.invited', { kind: 'invitation', id, details: { role: invitation.role, again: true } })
    return handOut(ctx, server, id, key.text)
  })
}

async function handOut(ctx: Ctx, server: Post, id: string, token: string): Promise<InvitationLink> {
  const invitation = await invitationFor(ctx, id)
  const { email, language, inviterName: inviter } = invitation
  const { publicUrl, port } = server.config
  const link = `${publicUrl ?? `http://localhost:${port}`}/invitation?token=${token}`
  if (email === null || !canMail(server)) return { invitation: shown(ctx, invitation), link }
  const letter = invitationLetter({ language, shop: ctx.workspace.name, inviter, link })
  await queueAccountLetter(server, ctx.db, { to: email, ...letter }, ctx.now)
  await ctx.db
    .updateTable('workspaces_invitations')
    .set({ mailed_at: ctx.now })
    .where('workspace_id', '=', ctx.workspace.id)
    .where('id', '=', id)
    .execute()
  return { invitation: shown(ctx, { ...invitation, mailedAt: ctx.now }), link }
}
