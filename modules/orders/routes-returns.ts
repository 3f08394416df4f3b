import { IdParam } from '#api/customers'
import { routes } from '#core/http'
import { ReturnMove, ReturnResponse, ReturnsPage, ReturnsQuery } from './api.ts'
import { listReturns, moveReturn, returnFor } from './returns.ts'

/** Requests to give something back. */
export const returnsRoutes = routes('returns')

returnsRoutes.get('/', {
  summary: 'Return requests, page by page',
  may: 'orders:read',
  query: ReturnsQuery,
  gives: ReturnsPage,
  run: ({ ctx, query }) => listReturns(ctx, query),
})

returnsRoutes.get('/:id', {
  summary: 'One return request',
  may: 'orders:read',
  params: IdParam,
  gives: ReturnResponse,
  run: ({ ctx, params }) => returnFor(ctx, params.id),
})

returnsRoutes.put('/:id/state', {
  summary: 'Take a return request a step further',
  may: 'orders:write',
  params: IdParam,
  body: ReturnMove,
  gives: ReturnResponse,
  run: ({ ctx, params, body }) => moveReturn(ctx, params.id, body),
})
