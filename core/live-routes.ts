import { routes } from '#core/http'

export const liveRoutes = routes('live')

liveRoutes.get('/', {
  summary: 'What happens in the workspace, as server-sent events',
  may: 'live:read',
  perMinute: 600,
  streams: true,
  screensOnly: true,
  gives: 'stream',
  run: async ({ ctx, server, request, reply }) => {
    await server.live.attach(ctx, request, reply)
    return null
  },
})
