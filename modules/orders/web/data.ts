import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { call } from '#web/api.ts'
import type { OrderResponse, OrdersPage } from '../api.ts'

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

/** One order with its items and refunds. */
export function useOrder(id: string) {
  return useQuery({ queryKey: ['order', id], queryFn: ({ signal }) => call<OrderResponse>('GET', `/api/orders/${id}`, { signal }) })
}
