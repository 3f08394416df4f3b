import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { call } from '#web/api.ts'
import { useLive } from '#web/live.ts'
import type { ProductsReport, ProductView, StudyState, WhyReport } from '../../why/api.ts'

const isGoingOn = (study: StudyState | null | undefined) => study?.state === 'waiting' || study?.state === 'running'

/** What distinguishes those who return; asks again while a study goes on. */
export function useWhy(segment: string | null) {
  useStudied()
  return useQuery({
    queryKey: ['why', segment],
    queryFn: ({ signal }) => call<WhyReport>('GET', '/api/insights/why', { query: lensQuery(segment), signal }),
    refetchInterval: ({ state }) => (isGoingOn(state.data?.study) ? 2000 : false),
  })
}

/** One view of products; asks again while a study goes on. */
export function useProductsStudied(view: ProductView, segment: string | null) {
  useStudied()
  return useQuery({
    queryKey: ['products-studied', view, segment],
    queryFn: ({ signal }) => call<ProductsReport>('GET', '/api/insights/products', { query: { view, ...lensQuery(segment) }, signal }),
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) => (isGoingOn(state.data?.study) ? 2000 : false),
  })
}

/** Has everything, or a segment, studied anew. */
export function useStudy() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (segment: string | null) => call('POST', '/api/insights/studies', { body: { segment } }),
    onSuccess: () => renew(queries),
  })
}

/** Stops a study. */
export function useStopStudy() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (id: string) => call('DELETE', `/api/insights/studies/${id}`),
    onSuccess: () => renew(queries),
  })
}

function useStudied() {
  const queries = useQueryClient()
  useLive('insights.studied', () => void renew(queries))
}

async function renew(queries: ReturnType<typeof useQueryClient>): Promise<void> {
  await Promise.all(['why', 'products-studied'].map((key) => queries.invalidateQueries({ queryKey: [key] })))
}

function lensQuery(segment: string | null): { readonly segment?: string } {
  return segment === null ? {} : { segment }
}
