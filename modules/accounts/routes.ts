import { routes, type Routes } from '#core/http'
import type { RightsOf } from '#modules/workspaces'
import { changeName, showAccount } from './account.ts'
import {
  AccountResponse,
  EmailRequest,
  EmailResponse,
  MemberParams,
  NameRequest,
  PasswordRequest,
  ResetLinkResponse,
  SessionParams,
  SessionsResponse,
} from './api.ts'
import { askForEmail } from './change-email.ts'
import { changePassword } from './change-password.ts'
import { makeResetLinkForMember } from './reset-for-member.ts'
import { listSessions, ownSession, revokeOthers, revokeSession } from './sessions.ts'

/** Everybody's own account; below /api/account. */
export const accountsRoutes = routes('accounts')

accountsRoutes.get('/', {
  may: 'workspaces:read',
  screensOnly: true,
  summary: 'The signed-in person’s own account',
  gives: AccountResponse,
  run: ({ server, ctx }) => showAccount(server, ctx),
})

accountsRoutes.put('/name', {
  may: 'workspaces:read',
  screensOnly: true,
  summary: 'Changes what colleagues call the signed-in person',
  body: NameRequest,
  gives: 204,
  run: ({ ctx, body }) => changeName(ctx, body.name),
})

accountsRoutes.put('/password', {
  may: 'workspaces:read',
  screensOnly: true,
  summary: 'Changes the password and ends all other sessions',
  streams: true,
  body: PasswordRequest,
  gives: 204,
  run: ({ server, ctx, body, request }) => changePassword(server, ctx, body, request),
})

accountsRoutes.put('/email', {
  may: 'workspaces:read',
  screensOnly: true,
  summary: 'Asks for another e-mail to sign in with',
  streams: true,
  body: EmailRequest,
  gives: EmailResponse,
  run: ({ server, ctx, body, request }) => askForEmail(server, ctx, body, request),
})

accountsRoutes.get('/sessions', {
  may: 'workspaces:read',
  screensOnly: true,
  summary: 'Where the person is signed in',
  gives: SessionsResponse,
  run: async ({ server, ctx, request }) => listSessions(ctx, await ownSession(server, request)),
})

accountsRoutes.delete('/sessions', {
  may: 'workspaces:read',
  screensOnly: true,
  summary: 'Signs the person out everywhere but here',
  gives: 204,
  run: async ({ server, ctx, request }) => revokeOthers(ctx, await ownSession(server, request)),
})

accountsRoutes.delete('/sessions/:id', {
  may: 'workspaces:read',
  screensOnly: true,
  summary: 'Signs the person out of one place',
  params: SessionParams,
  gives: 204,
  run: ({ ctx, params }) => revokeSession(ctx, params.id),
})

/** Links that members make for colleagues; below /api/account. */
export function resetLinksRoutes(rightsOf: RightsOf): Routes {
  const links = routes('accounts')

  links.post('/reset-links/:userId', {
    summary: 'Makes a link by which a colleague sets a new password',
    may: 'members:manage',
    screensOnly: true,
    params: MemberParams,
    gives: ResetLinkResponse,
    run: async ({ server, ctx, params }) => ({ url: await makeResetLinkForMember(server, ctx, params.userId, rightsOf) }),
  })

  return links
}
