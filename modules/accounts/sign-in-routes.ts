import { routes } from '#core/http'
import { cookiesOf, giveCookies, visitorOf } from '#core/open-session'
import { auditUser } from '#modules/workspaces'
import { LinkRequest, SignInRequest } from './api.ts'
import { enter } from './enter.ts'
import { takeSignInLink } from './links.ts'
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
