import { routes } from '#core/http'

export const accountsRoutes = routes('accounts')
