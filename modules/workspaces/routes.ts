import { routes } from '#core/http'
import { SessionResponse } from './api.ts'
import { showSession } from './session.ts'

export const workspacesRoutes = routes('workspaces')

workspacesRoutes.get('/session', {
  summary: 'Who is signed in, where, and what they may do',
  may: 'workspaces:read',
  gives: SessionResponse,
  run: ({ ctx, server }) => showSession(ctx, server.config.development),
})
