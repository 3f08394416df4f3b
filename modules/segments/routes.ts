import { routes } from '#core/http'

export const segmentsRoutes = routes('segments')
