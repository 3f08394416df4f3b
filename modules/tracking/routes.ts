import { routes } from '#core/http'

export const trackingRoutes = routes('tracking')
