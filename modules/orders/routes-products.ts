import { IdParam } from '#api/customers'
import { routes } from '#core/http'
import { ProductChange, ProductResponse, ProductsPage, ProductsQuery } from './api.ts'
import { changeProduct, listProducts, showProduct } from './products.ts'

/** The catalogue, as it grows from orders. */
export const productsRoutes = routes('products')

productsRoutes.get('/', {
  summary: 'Products, page by page',
  may: 'orders:read',
  query: ProductsQuery,
  gives: ProductsPage,
  run: ({ ctx, query }) => listProducts(ctx, query),
})

productsRoutes.get('/:id', {
  summary: 'One product with what it sold',
  may: 'orders:read',
  params: IdParam,
  gives: ProductResponse,
  run: ({ ctx, params }) => showProduct(ctx, params.id),
})

productsRoutes.put('/:id', {
  summary: 'Change what the catalogue says of a product',
  may: 'orders:catalogue',
  params: IdParam,
  body: ProductChange,
  gives: ProductResponse,
  run: ({ ctx, params, body }) => changeProduct(ctx, params.id, body),
})
