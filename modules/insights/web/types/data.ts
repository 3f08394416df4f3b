import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query'
import { call } from '#web/api.ts'
import { useLive } from '#web/live.ts'
import type { Calendar, PeriodKind } from '#pure/calendar'
import type { KindsReport, PersonalAnswers } from '../../types/api.ts'

/** What kinds of customers there are, of a segment when one is named; null asks for nothing. Asks again until they have been counted, and when they are counted anew. */
export function useKinds(calendar: Calendar, period: PeriodKind, side: { readonly segment?: string } | null) {
  const client = useQueryClient()
  const segment = side?.segment
  useLive('insights.progress', (payload) => {
    if (typeof payload === 'object' && payload !== null && 'what' in payload && payload.what === 'kinds') {
      void client.invalidateQueries({ queryKey: ['kinds'] })
    }
  })
  return useQuery({
    queryKey: ['kinds', calendar, period, segment ?? null],
    queryFn: ({ signal }) => call<KindsReport>('GET', '/api/insights/customers', { query: { calendar, period, segment }, signal }),
    placeholderData: keepPreviousData,
    enabled: side !== null,
    refetchInterval: ({ state }) => (state.data && !state.data.empty && !state.data.counted ? 3000 : false),
  })
}

/** What is known and expected of one customer. */
export function useAnswers(customerId: string) {
  return useQuery({
    queryKey: ['customer-answers', customerId],
    queryFn: ({ signal }) => call<PersonalAnswers>('GET', `/api/insights/customers/${customerId}/answers`, { signal }),
  })
}
