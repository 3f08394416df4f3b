import { routes } from '#core/http'
import { cookiesOf, giveCookies, visitorOf } from '#core/open-session'
import { auditUser } from '#modules/workspaces'
import { ForgotRequest, LinkRequest, ResetQuery, ResetRequest, ResetState, SignInRequest } from './api.ts'
import { confirmEmail } from './change-email.ts'
import { enter } from './enter.ts'
import { takeSignInLink } from './links.ts'
import { askForReset, resetPassword, showReset } from './reset-password.ts'
import { SignInCodeRequest } from './second-factor/api.ts'
import { takeSecondStep } from './second-factor/second-step.ts'
import { checkPassword } from './sign-in.ts'

/** How people come and go; below /api/auth. */
export const signInRoutes = routes('accounts')

signInRoutes.post('/sign-in/email', {
  summary: 'Opens a session by e-mail and password',
  may: 'public',
  body: SignInRequest,
  gives: 204,
  run: async ({ server, body, request, reply }) => {
    const userId = await checkPassword(server, body, request)
    await enter(server, { userId, request, reply, by: 'password' })
  },
})

signInRoutes.post('/sign-in/link', {
  summary: 'Opens a session by a one-time link',
  may: 'public',
  perMinute: 30,
  body: LinkRequest,
  gives: 204,
  run: ({ server, body, request, reply }) =>
    server.db.transaction().execute(async (db) => {
      const userId = await takeSignInLink(db, body.token, new Date())
      await enter(server, { userId, request, reply, by: 'link' }, db)
    }),
})

signInRoutes.post('/sign-in/code', {
  summary: 'Opens the session that a second step was missing for',
  may: 'public',
  body: SignInCodeRequest,
  gives: 204,
  run: async ({ server, body, request, reply }) => {
    const { userId, by } = await takeSecondStep(server, { body, request, reply }, new Date())
    await enter(server, { userId, request, reply, by, hasSecondStep: true })
  },
})

signInRoutes.post('/sign-out', {
  summary: 'Ends the session',
  may: 'public',
  gives: 204,
  run: async ({ server, request, reply }) => {
    const session = await server.auth.session(cookiesOf(request))
    if (session) {
      await server.db.deleteFrom('auth_sessions').where('id', '=', session.sessionId).execute()
      await auditUser(server.db, { userId: session.user.id, action: 'session.ended', ...visitorOf(request) }, new Date())
    }
    giveCookies(reply, [await server.auth.farewell()])
  },
})

signInRoutes.get('/reset', {
  summary: 'Whether links can be mailed, and whether this one sets a password',
  may: 'public',
  perMinute: 60,
  query: ResetQuery,
  gives: ResetState,
  run: ({ server, query }) => showReset(server, query.token),
})

signInRoutes.post('/reset', {
  summary: 'Asks for a link that sets a new password; the answer is the same for everybody',
  may: 'public',
  perMinute: 30,
  body: ForgotRequest,
  gives: 204,
  run: ({ server, body, request }) => askForReset(server, body.email, request),
})

signInRoutes.put('/reset', {
  summary: 'Sets a new password by a link, and ends every session',
  may: 'public',
  perMinute: 30,
  body: ResetRequest,
  gives: 204,
  run: async ({ server, body, request, reply }) => giveCookies(reply, [await resetPassword(server, body, request)]),
})

signInRoutes.put('/email', {
  summary: 'Confirms another e-mail by the link that it was sent',
  may: 'public',
  perMinute: 30,
  body: LinkRequest,
  gives: 204,
  run: ({ server, body, request }) => confirmEmail(server, body.token, request),
})
