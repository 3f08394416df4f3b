import { routes } from '#core/http'

export const eventsRoutes = routes('events')
