import type { FastifyRequest } from 'fastify'
import { audit } from '#core/audit'
import { addUser } from '#core/auth'
import { inTransaction, type Ctx, type Workspace } from '#core/context'
import { invalid, notFound, refused, unauthenticated } from '#core/errors'
import { refusalOfPassword } from '#pure/passwords'
import { cookiesOf, openSession, visitorOf } from '#core/open-session'
import { passwordHash } from '#core/password-hash'
import { readSecretKey } from '#core/secret-keys'
import type { Server } from '#core/server'
import { systemCtx } from '../contexts.ts'
import { lockMembers, readMembers } from '../members/queries.ts'
import { insertMember, workspaceById } from '../queries.ts'
import type { RightsOf } from '../roles/domain.ts'
import type { InvitationView, NewcomerRequest } from './api.ts'
import { refusalToTake, type Taker } from './domain.ts'
import { invitationOf, type KeptInvitation } from './queries.ts'

/** Somebody with a link in their hand, and the workspace that it names. */
interface Arrival {
  readonly ctx: Ctx
  readonly tokenHash: string
}

/** What the page of an invitation says. */
export async function showInvitation(server: Server, token: string, request: FastifyRequest, rightsOf: RightsOf): Promise<InvitationView> {
  const { ctx, tokenHash } = await arrivalOf(server, token)
  const session = await server.auth.session(cookiesOf(request))
  return inTransaction(ctx, async (ctx) => {
    const invitation = await invitationOf(ctx, tokenHash)
    if (!invitation) throw notFound('workspaces.invitation_unknown')
    const visitor = session && { name: session.user.name, email: session.user.email }
    const isMember = session !== null && (await readMembers(ctx, rightsOf)).some(({ userId }) => userId === session.user.id)
    return {
      shop: ctx.workspace.name,
      handle: ctx.workspace.handle,
      language: invitation.language,
      role: invitation.role,
      roleName: invitation.roleName,
      invitedBy: invitation.inviterName,
      email: invitation.email,
      visitor,
      refusal: refusalToTake(invitation, visitor && { email: visitor.email, isMember }, ctx.now),
    }
  })
}

/** Lets whoever is signed in into the workspace that invited them, and gives it. */
export async function acceptInvitation(server: Server, token: string, request: FastifyRequest, rightsOf: RightsOf): Promise<Workspace> {
  const session = await server.auth.session(cookiesOf(request))
  if (!session) throw unauthenticated()
  const { ctx, tokenHash } = await arrivalOf(server, token)
  const { id, email } = session.user
  await inTransaction(ctx, async (ctx) => {
    const isMember = (await lockMembers(ctx, rightsOf)).some(({ userId }) => userId === id)
    const invitation = await taken(ctx, tokenHash, { email, isMember })
    await join(ctx, { invitation, userId: id, request })
  })
  return ctx.workspace
}

interface Joined {
  readonly workspace: Workspace
  /** Cookies that open the newcomer's session. */
  readonly cookies: readonly string[]
}

/** Makes an account for whoever was invited and has none, and lets them in. Of two at once with one link the second finds it used. */
export async function joinByInvitation(
  server: Server,
  newcomer: NewcomerRequest,
  request: FastifyRequest,
  rightsOf: RightsOf,
): Promise<Joined> {
  const { ctx, tokenHash } = await arrivalOf(server, newcomer.token)
  const open = await inTransaction(ctx, (ctx) => invitationOf(ctx, tokenHash))
  const email = (open?.email ?? newcomer.email)?.toLowerCase()
  if (open && email === undefined) throw invalid('workspaces.email_needed', { fields: ['body.email'] })
  const tooEasy = refusalOfPassword(newcomer.password, { name: newcomer.name, email: email ?? '', shops: [ctx.workspace.name] })
  if (tooEasy) throw invalid(tooEasy)
  const hash = await passwordHash(newcomer.password)
  const cookies = await inTransaction(ctx, async (ctx) => {
    await lockMembers(ctx, rightsOf)
    const invitation = await taken(ctx, tokenHash, { email: email ?? '', isMember: false })
    if (await hasAccount(ctx, email ?? '')) throw refused('workspaces.email_taken')
    const userId = await addUser(ctx.db, { name: newcomer.name, email: email ?? '', passwordHash: hash }, ctx.now)
    await join(ctx, { invitation, userId, request })
    return openSession(server, ctx.db, { userId, request }, ctx.now)
  })
  return { workspace: ctx.workspace, cookies }
}

async function arrivalOf(server: Server, token: string): Promise<Arrival> {
  const key = readSecretKey('i', token)
  const workspace = key && (await workspaceById(server.db, key.workspaceId))
  if (!key || !workspace) throw notFound('workspaces.invitation_unknown')
  return { ctx: systemCtx(server, workspace), tokenHash: key.hash }
}

/** The invitation, if this person may take it. The caller holds the members, so nobody else takes it meanwhile. */
async function taken(ctx: Ctx, tokenHash: string, taker: Taker): Promise<KeptInvitation> {
  const invitation = await invitationOf(ctx, tokenHash)
  if (!invitation) throw notFound('workspaces.invitation_unknown')
  const refusal = refusalToTake(invitation, taker, ctx.now)
  if (refusal) throw refused(refusal)
  return invitation
}

interface Joining {
  readonly invitation: KeptInvitation
  readonly userId: string
  readonly request: FastifyRequest
}

async function join(ctx: Ctx, { invitation: { id, role, invitedBy }, userId, request }: Joining): Promise<void> {
  await ctx.db
    .updateTable('workspaces_invitations')
    .set({ used_at: ctx.now, used_by: userId })
    .where('workspace_id', '=', ctx.workspace.id)
    .where('id', '=', id)
    .execute()
  await insertMember(ctx.db, { workspaceId: ctx.workspace.id, userId, role }, ctx.now)
  const asThemselves: Ctx = { ...ctx, actor: { kind: 'member', userId, role, can: new Set(), ...visitorOf(request) } }
  await audit(asThemselves, 'member.joined', { kind: 'member', id: userId, details: { role, invitationId: id, invitedBy } })
}

async function hasAccount(ctx: Ctx, email: string): Promise<boolean> {
  return (await ctx.db.selectFrom('auth_users').select('id').where('email', '=', email).executeTakeFirst()) !== undefined
}
