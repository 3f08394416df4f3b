import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { call } from '#web/api.ts'
import type { CustomersPage } from '../api.ts'

/** Pages of the list, as far as one has scrolled; nothing is asked before it is settled what is wanted. */
export function useCustomers(wanted: Readonly<Record<string, string>>, isSettled = true) {
  return useInfiniteQuery({
    queryKey: ['customers', 'list', wanted],
    queryFn: ({ pageParam, signal }) =>
      call<CustomersPage>('GET', '/api/customers', { query: { ...wanted, cursor: pageParam, limit: 100 }, signal }),
    initialPageParam: '',
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
    enabled: isSettled,
  })
}
