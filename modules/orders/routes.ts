import { IdParam } from '#api/customers'
import { audit } from '#core/audit'
import { routes } from '#core/http'
import {
  ActivityWindow,
  ActivityWindowRequest,
  DeliveryRequest,
  OrderResponse,
  OrdersExportQuery,
  OrdersPage,
  OrdersQuery,
  PaymentRequest,
  ReturnRequest,
  ReturnResponse,
} from './api.ts'
import { exportOrders } from './export-orders.ts'
import { listOrders } from './list-orders.ts'
import { requestReturn } from './returns.ts'
import { setDelivery, setPayment } from './set-fulfilment.ts'
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
  run: async ({ ctx, query }) => {
    await audit(ctx, 'orders.exported', { kind: 'orders', id: null, details: { format: query.format } })
    return exportOrders(ctx, query)
  },
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

ordersRoutes.put('/:id/delivery', {
  summary: 'Write down when an order was promised, sent and delivered',
  may: 'orders:write',
  params: IdParam,
  body: DeliveryRequest,
  gives: 204,
  run: ({ ctx, params, body }) => setDelivery(ctx, params.id, body),
})

ordersRoutes.put('/:id/payment', {
  summary: 'Write down when an order is due and what was paid',
  may: 'orders:write',
  params: IdParam,
  body: PaymentRequest,
  gives: 204,
  run: ({ ctx, params, body }) => setPayment(ctx, params.id, body),
})

ordersRoutes.post('/:id/returns', {
  summary: 'Ask for an order, or some of its lines, to go back',
  may: 'orders:write',
  params: IdParam,
  body: ReturnRequest,
  gives: ReturnResponse,
  status: 201,
  run: ({ ctx, params, body }) => requestReturn(ctx, params.id, body),
})
