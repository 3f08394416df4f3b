import { routes } from '#core/http'

export const tokensRoutes = routes('tokens')
