import type { FastifyReply, FastifyRequest } from 'fastify'
import * as z from 'zod'
import { countAttempt, forgetAttempts } from '#core/auth'
import { AppError } from '#core/errors'
import { routes } from '#core/http'
import type { Server } from '#core/server'

const SignIn = z.object({ email: z.email().max(200), password: z.string().min(1).max(200) })

const PER_ACCOUNT = { most: 10, windowSeconds: 15 * 60 }
const PER_ADDRESS = { most: 50, windowSeconds: 15 * 60 }

export const authRoutes = routes('auth')

authRoutes.post('/sign-in/email', {
  summary: 'Opens a session by e-mail and password',
  may: 'public',
  perMinute: 20,
  body: SignIn,
  gives: 204,
  run: async ({ server, body, request, reply }) => {
    const now = new Date()
    const account = `account:${body.email.toLowerCase()}`
    await countAttempt(server.db, `address:${request.ip}`, PER_ADDRESS, now)
    await countAttempt(server.db, account, PER_ACCOUNT, now)
    const answer = await pass(server, request, '/sign-in/email', body)
    if (!answer.ok) throw new AppError('unauthenticated', 'workspaces.wrong_password')
    await forgetAttempts(server.db, account)
    giveCookies(reply, answer)
  },
})

authRoutes.post('/sign-out', {
  summary: 'Ends the session',
  may: 'public',
  gives: 204,
  run: async ({ server, request, reply }) => giveCookies(reply, await pass(server, request, '/sign-out', {})),
})

/** Our URLs, our answers: better-auth sees only what is needed, and none of its other routes can be reached. */
function pass(server: Server, request: FastifyRequest, path: string, body: unknown): Promise<Response> {
  const base = server.config.publicUrl ?? 'http://localhost'
  const headers = new Headers({ 'content-type': 'application/json', origin: new URL(base).origin })
  if (request.headers.cookie) headers.set('cookie', request.headers.cookie)
  return server.auth.handle(new Request(new URL(`/api/auth${path}`, base), { method: 'POST', headers, body: JSON.stringify(body) }))
}

function giveCookies(reply: FastifyReply, answer: Response): void {
  for (const cookie of answer.headers.getSetCookie()) void reply.header('set-cookie', cookie)
}
