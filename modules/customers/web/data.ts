import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { call } from '#web/api.ts'
import type { CustomerResponse, CustomersPage } from '../api.ts'

/** What the list of customers asks for; every value stands in the address. */
export interface CustomersWanted {
  readonly search: string
  readonly behind: string
  readonly sort: string
}

/** Pages of the list, as far as one has scrolled. */
export function useCustomers(wanted: CustomersWanted) {
  return useInfiniteQuery({
    queryKey: ['customers', wanted],
    queryFn: ({ pageParam, signal }) =>
      call<CustomersPage>('GET', '/api/customers', { query: { ...wanted, cursor: pageParam, limit: 100 }, signal }),
    initialPageParam: '',
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
  })
}

/** One customer with first numbers. */
export function useCustomer(id: string) {
  return useQuery({
    queryKey: ['customer', id],
    queryFn: ({ signal }) => call<CustomerResponse>('GET', `/api/customers/${id}`, { signal }),
  })
}
