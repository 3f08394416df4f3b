import { routes } from '#core/http'

export const consentRoutes = routes('consent')
