import { routes } from '#core/http'
import { CartsPage, CartsQuery } from './api.ts'
import { listCarts } from './list-carts.ts'

/** Carts: open, left, or turned into an order. */
export const cartsRoutes = routes('carts')

cartsRoutes.get('/', {
  summary: 'Carts, page by page',
  may: 'orders:read',
  query: CartsQuery,
  gives: CartsPage,
  run: ({ ctx, query }) => listCarts(ctx, query),
})
