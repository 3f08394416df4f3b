import { routes } from '#core/http'

export const webhooksRoutes = routes('webhooks')
