import { routes } from '#core/http'

export const auditRoutes = routes('audit')
