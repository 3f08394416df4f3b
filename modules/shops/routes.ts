import { routes } from '#core/http'

export const shopsRoutes = routes('shops')
