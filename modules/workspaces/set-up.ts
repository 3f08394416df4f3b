import type { FastifyRequest } from 'fastify'
import { addUser } from '#core/auth'
import { inTransaction } from '#core/context'
import { invalid, refused } from '#core/errors'
import { linkIsValid, makeLink, takeLink } from '#core/one-time-links'
import { openSession } from '#core/open-session'
import { passwordHash } from '#core/password-hash'
import type { Server } from '#core/server'
import { refusalOfPassword } from '#pure/passwords'
import { firstWorkspace } from './adopt-workspace.ts'
import type { SetupRequest, SetupState } from './api.ts'
import { systemCtx } from './contexts.ts'
import { refusalOfSettings } from './domain.ts'
import { hasMembers, insertMember, withoutMembers } from './queries.ts'

const LINK_SECONDS = 24 * 3600

/** The link that lets the first owner in; null when there is one already. Every call makes a new link and ends the one before. */
export async function firstStartLink(server: Server): Promise<string | null> {
  if (await hasMembers(server.db)) return null
  const token = await makeLink(server.db, { kind: 'setup', userId: null, seconds: LINK_SECONDS }, new Date())
  return `${originOf(server)}/setup?token=${token}`
}

/** What the set-up page shows: a form, or why there is none. */
export async function showSetup(server: Server, token: string | undefined): Promise<SetupState> {
  const needsOwner = !(await hasMembers(server.db))
  return { needsOwner, linkIsValid: needsOwner && token !== undefined && (await linkIsValid(server.db, 'setup', token, new Date())) }
}

/**
 * Uses up the first start's link: the owner, the workspace and the session all come to be, or none of them. What the command line has
 * imported before anybody could sign in becomes the owner's. Gives the cookies of the session.
 */
export async function setUp(server: Server, request: SetupRequest, from: FastifyRequest): Promise<readonly string[]> {
  const refusal = refusalOfSettings(request.workspace)
  if (refusal) throw invalid(refusal)
  const tooEasy = refusalOfPassword(request.password, { ...request, shops: [request.workspace.name] })
  if (tooEasy) throw invalid(tooEasy)
  const now = new Date()
  if (!(await linkIsValid(server.db, 'setup', request.token, now))) await takeLink(server.db, 'setup', request.token, now)
  const hash = await passwordHash(request.password)
  const { workspace, settle } = await firstWorkspace(server, request.workspace)
  return inTransaction({ ...systemCtx(server, workspace), now }, async (ctx) => {
    await takeLink(ctx.db, 'setup', request.token, now)
    if (await hasMembers(ctx.db)) throw refused('accounts.link_used')
    const userId = await addUser(ctx.db, { name: request.name, email: request.email, passwordHash: hash, operator: true }, now)
    await settle(ctx)
    await insertMember(ctx.db, { workspaceId: workspace.id, userId, role: 'owner' }, now)
    for (const { id } of await withoutMembers(ctx.db)) await insertMember(ctx.db, { workspaceId: id, userId, role: 'owner' }, now)
    return openSession(server, ctx.db, { userId, request: from }, now)
  })
}

function originOf({ config }: Server): string {
  return config.publicUrl ?? `http://localhost:${config.port}`
}
