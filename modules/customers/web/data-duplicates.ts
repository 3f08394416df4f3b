import { type InfiniteData, useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { call } from '#web/api.ts'
import { toast } from '#web/ui/toast.tsx'
import type { MergePreview, MergeRequest, MergeResponse, MergesResponse, SuggestionsPage } from '../api-identity.ts'

const SUGGESTIONS = ['customers', 'suggestions']

/** Pairs of customers who may be one person, as far as one has scrolled; those of one customer, when one is named. */
export function useSuggestions(customer?: string) {
  return useInfiniteQuery({
    queryKey: [...SUGGESTIONS, customer ?? ''],
    queryFn: ({ pageParam, signal }) =>
      call<SuggestionsPage>('GET', '/api/customers/suggestions', {
        query: { customer, cursor: pageParam || undefined, limit: 20 },
        signal,
      }),
    initialPageParam: '',
    getNextPageParam: (page) => page.next,
  })
}

/** Says that a pair is not the same person; it leaves the list at once. */
export function useDismissal() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (id: string) => call<undefined>('PUT', `/api/customers/suggestions/${id}/dismissal`),
    onMutate: async (id) => {
      await client.cancelQueries({ queryKey: SUGGESTIONS })
      client.setQueriesData<InfiniteData<SuggestionsPage>>({ queryKey: SUGGESTIONS }, (data) => data && without(data, id))
    },
    onSettled: () => client.invalidateQueries({ queryKey: SUGGESTIONS }),
  })
}

function without(data: InfiniteData<SuggestionsPage>, id: string): InfiniteData<SuggestionsPage> {
  return {
    ...data,
    pages: data.pages.map((page) => ({ ...page, total: page.total - 1, rows: page.rows.filter((row) => row.id !== id) })),
  }
}

/** What making the other customer one person with this one would do. */
export function useMergePreview(survivorId: string, absorbedId: string) {
  return useQuery({
    queryKey: ['customer', survivorId, 'likeness', absorbedId],
    queryFn: ({ signal }) => call<MergePreview>('GET', `/api/customers/${survivorId}/likeness`, { query: { other: absorbedId }, signal }),
    gcTime: 0,
  })
}

/** The merges in which a customer took part. */
export function useMerges(customerId: string) {
  return useQuery({
    queryKey: ['customer', customerId, 'merges'],
    queryFn: ({ signal }) => call<MergesResponse>('GET', `/api/customers/${customerId}/merges`, { signal }),
  })
}

/** Makes two customers one person. */
export function useMerge() {
  const refresh = useRefresh()
  return useMutation({
    mutationFn: (request: MergeRequest) => call<MergeResponse>('POST', '/api/customers/merges', { body: request }),
    onSuccess: refresh,
  })
}

/** Takes a merge back, and says so itself: what asked for it may be gone once the page is read again. */
export function useUndoMerge() {
  const { t } = useTranslation('customers')
  const refresh = useRefresh()
  return useMutation({
    mutationFn: (id: string) => call<undefined>('DELETE', `/api/customers/merges/${id}`),
    onSuccess: () => {
      toast({ text: t('same.undone'), tone: 'good' })
      return refresh()
    },
  })
}

/** Who is who shows in many places. */
function useRefresh() {
  const client = useQueryClient()
  return async () => {
    await Promise.all(['customers', 'customer', 'orders'].map((key) => client.invalidateQueries({ queryKey: [key] })))
  }
}
