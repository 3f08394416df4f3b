import { routes } from '#core/http'
import { giveCookies } from '#core/open-session'
import { SessionResponse, SetupQuery, SetupRequest, SetupState, WorkspaceRequest, WorkspaceResponse } from './api.ts'
import { openShop } from './open-shop.ts'
import { showSession } from './session.ts'
import { setUp, showSetup } from './set-up.ts'
import { saveSettings, showWorkspace } from './settings.ts'

export const workspacesRoutes = routes('workspaces')

workspacesRoutes.get('/session', {
  summary: 'Who is signed in, where, and what they may do',
  may: 'workspaces:read',
  screensOnly: true,
  gives: SessionResponse,
  run: ({ ctx, server }) => showSession(ctx, server.config.development),
})

workspacesRoutes.get('/setup', {
  summary: 'Whether an owner is still needed, and whether this link makes one',
  may: 'public',
  perMinute: 60,
  query: SetupQuery,
  gives: SetupState,
  run: ({ server, query }) => showSetup(server, query.token),
})

workspacesRoutes.post('/setup', {
  summary: 'Creates the owner and the first workspace, and signs the owner in',
  may: 'public',
  perMinute: 10,
  body: SetupRequest,
  gives: 204,
  run: async ({ server, body, request, reply }) => giveCookies(reply, await setUp(server, body, request)),
})

workspacesRoutes.get('/workspace', {
  summary: 'Settings of the workspace',
  may: 'workspaces:read',
  gives: WorkspaceResponse,
  run: ({ ctx }) => showWorkspace(ctx),
})

workspacesRoutes.post('/workspaces', {
  summary: 'Adds a shop to the installation, of which the caller becomes the owner',
  may: 'workspaces:create',
  screensOnly: true,
  streams: true,
  body: WorkspaceRequest,
  gives: WorkspaceResponse,
  status: 201,
  run: ({ ctx, server, body }) => openShop(server, ctx, body),
})

workspacesRoutes.put('/workspace', {
  summary: 'Changes the settings of the workspace',
  may: 'workspaces:configure',
  body: WorkspaceRequest,
  gives: WorkspaceResponse,
  run: ({ ctx, body }) => saveSettings(ctx, body),
})
