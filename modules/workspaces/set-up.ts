import { addUser, passwordHash } from '#core/auth'
import { inTransaction } from '#core/context'
import { invalid, refused } from '#core/errors'
import type { Server } from '#core/server'
import { firstWorkspace } from './adopt-workspace.ts'
import type { SetupRequest, SetupState } from './api.ts'
import { systemCtx } from './contexts.ts'
import { refusalOfSettings } from './domain.ts'
import { linkIsValid, makeLink, takeLink } from './links.ts'
import { hasMembers, insertMember, withoutMembers } from './queries.ts'

const LINK_SECONDS = 24 * 3600

/** The link that lets the first owner in; null when there is one already. Every call makes a new link and ends the one before. */
export async function firstStartLink(server: Server): Promise<string | null> {
  if (await hasMembers(server.db)) return null
  const token = await makeLink(server.db, { kind: 'setup', userId: null, seconds: LINK_SECONDS }, new Date())
  return `${originOf(server)}/setup?token=${token}`
}

/** A link that signs its reader in once, for an owner who lost the password; null when nobody has this e-mail. */
export async function createSignInLink(server: Server, email: string): Promise<string | null> {
  const user = await server.db.selectFrom('auth_users').select('id').where('email', '=', email.trim().toLowerCase()).executeTakeFirst()
  if (!user) return null
  const token = await makeLink(server.db, { kind: 'sign_in', userId: user.id, seconds: 900 }, new Date())
  return `${originOf(server)}/sign-in?token=${token}`
}

/** What the set-up page shows: a form, or why there is none. */
export async function showSetup(server: Server, token: string | undefined): Promise<SetupState> {
  const needsOwner = !(await hasMembers(server.db))
  return { needsOwner, linkIsValid: needsOwner && token !== undefined && (await linkIsValid(server.db, 'setup', token, new Date())) }
}

/**
 * Uses up the first start's link: the owner, the workspace and the session all come to be, or none of them. What the command line has
 * imported before anybody could sign in becomes the owner's. Gives the session's cookie.
 */
export async function setUp(server: Server, request: SetupRequest): Promise<string> {
  const refusal = refusalOfSettings(request.workspace)
  if (refusal) throw invalid(refusal)
  const now = new Date()
  if (!(await linkIsValid(server.db, 'setup', request.token, now))) await takeLink(server.db, 'setup', request.token, now)
  const hash = await passwordHash(request.password)
  const { workspace, settle } = await firstWorkspace(server, request.workspace)
  return inTransaction({ ...systemCtx(server, workspace), now }, async (ctx) => {
    await takeLink(ctx.db, 'setup', request.token, now)
    if (await hasMembers(ctx.db)) throw refused('workspaces.link_used')
    const userId = await addUser(ctx.db, { name: request.name, email: request.email, passwordHash: hash, operator: true }, now)
    await settle(ctx)
    await insertMember(ctx.db, { workspaceId: workspace.id, userId, role: 'owner' }, now)
    for (const { id } of await withoutMembers(ctx.db)) await insertMember(ctx.db, { workspaceId: id, userId, role: 'owner' }, now)
    return server.auth.open(ctx.db, userId, now)
  })
}

/** Uses up a sign-in link and gives the session's cookie. */
export async function signInByLink(server: Server, token: string): Promise<string> {
  const now = new Date()
  return server.db.transaction().execute(async (db) => {
    const { userId } = await takeLink(db, 'sign_in', token, now)
    if (!userId) throw refused('workspaces.link_unknown')
    return server.auth.open(db, userId, now)
  })
}

function originOf({ config }: Server): string {
  return config.publicUrl ?? `http://localhost:${config.port}`
}
