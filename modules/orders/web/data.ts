import { keepPreviousData, useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { call } from '#web/api.ts'
import { useLive } from '#web/live.ts'
import type {
  CartsPage,
  DeliveryRequest,
  OrderResponse,
  OrdersPage,
  PaymentRequest,
  ProductChange,
  ProductResponse,
  ProductsPage,
  ReturnMove,
  ReturnRequest,
  ReturnResponse,
  ReturnsPage,
} from '../api.ts'

/** What the list of orders asks for. */
export interface OrdersWanted {
  readonly search?: string
  readonly customer?: string
  readonly kind?: string
  readonly from?: string
  readonly to?: string
  readonly sort: string
}

/** Pages of the list, as far as one has scrolled. */
export function useOrders(wanted: OrdersWanted) {
  return useInfiniteQuery({
    queryKey: ['orders', wanted],
    queryFn: ({ pageParam, signal }) =>
      call<OrdersPage>('GET', '/api/orders', { query: { ...wanted, cursor: pageParam, limit: 100 }, signal }),
    initialPageParam: '',
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
  })
}

/** One order with its items, refunds and returns; read again when something happens to it. */
export function useOrder(id: string) {
  const client = useQueryClient()
  const again = (payload: unknown) => {
    if (isAbout(payload, id)) void client.invalidateQueries({ queryKey: ['order', id] })
  }
  useLive('order.changed', again)
  useLive('order.paid', again)
  useLive('order.shipped', again)
  useLive('order.delivered', again)
  useLive('order.cancelled', again)
  useLive('order.refunded', again)
  useLive('return.changed', again)
  return useQuery({ queryKey: ['order', id], queryFn: ({ signal }) => call<OrderResponse>('GET', `/api/orders/${id}`, { signal }) })
}

/** Writes down when an order was promised, sent and delivered. */
export function useSetDelivery(orderId: string) {
  return useOrderWrite(orderId, (body: DeliveryRequest) => call('PUT', `/api/orders/${orderId}/delivery`, { body }))
}

/** Writes down when an order is due, and what was paid. */
export function useSetPayment(orderId: string) {
  return useOrderWrite(orderId, (body: PaymentRequest) => call('PUT', `/api/orders/${orderId}/payment`, { body }))
}

/** Asks for lines of an order to go back. */
export function useRequestReturn(orderId: string) {
  return useOrderWrite(orderId, (body: ReturnRequest) => call<ReturnResponse>('POST', `/api/orders/${orderId}/returns`, { body }))
}

/** Takes a return request a step further. */
export function useMoveReturn({ id, orderId }: Pick<ReturnResponse, 'id' | 'orderId'>) {
  return useOrderWrite(orderId, (body: ReturnMove) => call<ReturnResponse>('PUT', `/api/returns/${id}/state`, { body }))
}

/** Pages of return requests. */
export function useReturns(state: string | undefined) {
  return useInfiniteQuery({
    queryKey: ['returns', state],
    queryFn: ({ pageParam, signal }) =>
      call<ReturnsPage>('GET', '/api/returns', { query: { state, cursor: pageParam, limit: 100 }, signal }),
    initialPageParam: '',
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
  })
}

/** What the list of carts asks for. */
export interface CartsWanted {
  readonly state?: string
  readonly from?: string
  readonly to?: string
}

/** Pages of carts; a cart that changes meanwhile moves to the top. */
export function useCarts(wanted: CartsWanted) {
  const client = useQueryClient()
  useLive('cart.changed', () => void client.invalidateQueries({ queryKey: ['carts'] }))
  return useInfiniteQuery({
    queryKey: ['carts', wanted],
    queryFn: ({ pageParam, signal }) =>
      call<CartsPage>('GET', '/api/carts', { query: { ...wanted, cursor: pageParam, limit: 100 }, signal }),
    initialPageParam: '',
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
  })
}

/** What the catalogue's list asks for. */
export interface ProductsWanted {
  readonly search?: string
  readonly category?: string
  readonly archived?: string
  readonly sort: string
}

/** Pages of the catalogue. */
export function useProducts(wanted: ProductsWanted) {
  return useInfiniteQuery({
    queryKey: ['products', wanted],
    queryFn: ({ pageParam, signal }) =>
      call<ProductsPage>('GET', '/api/products', { query: { ...wanted, cursor: pageParam, limit: 100 }, signal }),
    initialPageParam: '',
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
  })
}

/** One product with what it sold. */
export function useProduct(id: string) {
  return useQuery({ queryKey: ['product', id], queryFn: ({ signal }) => call<ProductResponse>('GET', `/api/products/${id}`, { signal }) })
}

/** Changes what the catalogue says of a product. */
export function useChangeProduct(id: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (body: ProductChange) => call<ProductResponse>('PUT', `/api/products/${id}`, { body }),
    onSuccess: (product) => {
      client.setQueryData(['product', id], product)
      return client.invalidateQueries({ queryKey: ['products'] })
    },
  })
}

function useOrderWrite<Body, Answer>(orderId: string, write: (body: Body) => Promise<Answer>) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: write,
    onSuccess: () =>
      Promise.all([client.invalidateQueries({ queryKey: ['order', orderId] }), client.invalidateQueries({ queryKey: ['returns'] })]),
  })
}

function isAbout(payload: unknown, orderId: string): boolean {
  return typeof payload === 'object' && payload !== null && 'orderId' in payload && payload.orderId === orderId
}
