import { routes, type Routes } from '#core/http'
import type { Server } from '#core/server'
import { ClosingRequest } from './api.ts'
import { closeWorkspace, keepWorkspace } from './close-workspace.ts'

/** Throws when this is not the person's password. */
type AskPassword = (server: Server, asked: { readonly userId: string | null; readonly password: string }, now: Date) => Promise<unknown>

/** The end of a shop. */
export function deletionRoutes(askPassword: AskPassword): Routes {
  const deletion = routes('workspaces')

  deletion.put('/workspace/closing', {
    summary: 'Closes the shop; after two weeks everything of it is deleted',
    may: 'workspaces:delete',
    screensOnly: true,
    streams: true,
    perMinute: 10,
    body: ClosingRequest,
    gives: 204,
    run: async ({ ctx, server, body }) => {
      await askPassword(server, { userId: ctx.actor.userId, password: body.password }, ctx.now)
      await closeWorkspace(server, ctx, body.name)
    },
  })

  deletion.delete('/workspace/closing', {
    summary: 'Keeps a shop that was to be deleted',
    may: 'workspaces:delete',
    screensOnly: true,
    gives: 204,
    run: ({ ctx, server }) => keepWorkspace(server, ctx),
  })

  return deletion
}
