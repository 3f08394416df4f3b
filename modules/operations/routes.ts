import { routes } from '#core/http'

export const operationsRoutes = routes('operations')
