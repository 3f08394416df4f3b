import { routes } from '#core/http'

export const privacyRoutes = routes('privacy')
