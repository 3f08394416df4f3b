import { routes } from '#core/http'

export const profilesRoutes = routes('profiles')
