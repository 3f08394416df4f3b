import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { call } from '#web/api.ts'
import type { Calendar, PeriodKind } from '#pure/calendar'
import type { ReturnReport, TodayResponse } from '../api.ts'
import type { LensSide } from './time/use-lens.ts'

/** The home page's figures. */
export function useToday() {
  return useQuery({ queryKey: ['today'], queryFn: ({ signal }) => call<TodayResponse>('GET', '/api/insights/today', { signal }) })
}

/** The return report in a calendar and by a period, of those who are asked for; asks again while a changed setting is being counted. */
export function useReturn(calendar: Calendar, period: PeriodKind, query: LensSide['query'] | null) {
  return useQuery({
    queryKey: ['return', calendar, period, query],
    queryFn: ({ signal }) => call<ReturnReport>('GET', '/api/insights/return', { query: { calendar, period, ...query }, signal }),
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) => (state.data?.stale ? 3000 : false),
    enabled: query !== null,
  })
}
