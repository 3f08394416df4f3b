import { IdParam } from '#api/customers'
import { routes } from '#core/http'
import { ActivityWindow, ActivityWindowRequest, OrderResponse, OrdersExportQuery, OrdersPage, OrdersQuery } from './api.ts'
import { exportOrders } from './export-orders.ts'
import { listOrders } from './list-orders.ts'
import { setWindow, showWindow } from './set-window.ts'
import { showOrder } from './show-order.ts'

/** What members see of orders, and the activity window. */
export const ordersRoutes = routes('orders')

ordersRoutes.get('/', {
  summary: 'Orders, page by page',
  may: 'orders:read',
  query: OrdersQuery,
  gives: OrdersPage,
  run: ({ ctx, query }) => listOrders(ctx, query),
})

ordersRoutes.get('/export', {
  summary: 'All orders that match, as a file',
  may: 'orders:export',
  query: OrdersExportQuery,
  gives: 'stream',
  streams: true,
  run: async ({ ctx, query }) => exportOrders(ctx, query),
})

ordersRoutes.get('/window', {
  summary: 'How long a customer counts as current',
  may: 'insights:read',
  gives: ActivityWindow,
  run: ({ ctx }) => showWindow(ctx),
})

ordersRoutes.put('/window', {
  summary: 'Set how long a customer counts as current',
  may: 'workspaces:configure',
  body: ActivityWindowRequest,
  gives: ActivityWindow,
  run: ({ ctx, body }) => setWindow(ctx, body),
})

ordersRoutes.get('/:id', {
  summary: 'One order with its lines',
  may: 'orders:read',
  params: IdParam,
  gives: OrderResponse,
  run: ({ ctx, params }) => showOrder(ctx, params.id),
})
