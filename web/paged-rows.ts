import type { InfiniteData, UseInfiniteQueryResult } from '@tanstack/react-query'
import { useMemo } from 'react'
import { failureText } from '#web/failure.ts'

/** A list that comes page by page, as a DataTable takes it: the rows so far, how the reading stands, and how to read on. */
export function usePagedRows<Row>(list: UseInfiniteQueryResult<InfiniteData<{ readonly rows: readonly Row[] }>>) {
  const { data } = list
  const rows = useMemo(() => data?.pages.flatMap((page) => page.rows) ?? [], [data])
  return {
    rows,
    state: list.isError ? 'error' : list.isPending ? 'loading' : 'ready',
    error: list.isError ? failureText(list.error) : undefined,
    onRetry: () => void list.refetch(),
    more: { has: list.hasNextPage, loading: list.isFetchingNextPage, load: () => void list.fetchNextPage() },
  } as const
}
