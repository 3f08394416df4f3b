import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { call } from '#web/api.ts'
import type { Calendar, PeriodKind } from '#pure/calendar'
import type { ReturnReport, TodayReport } from '../api.ts'

/** The home page's figures. */
export function useToday() {
  return useQuery({ queryKey: ['today'], queryFn: ({ signal }) => call<TodayReport>('GET', '/api/insights/today', { signal }) })
}

/** The return report in a calendar and by a period; asks again while a changed setting is being counted. */
export function useReturn(calendar: Calendar, period: PeriodKind) {
  return useQuery({
    queryKey: ['return', calendar, period],
    queryFn: ({ signal }) => call<ReturnReport>('GET', '/api/insights/return', { query: { calendar, period }, signal }),
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) => (state.data?.stale ? 3000 : false),
  })
}
