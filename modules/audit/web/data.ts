import { keepPreviousData, useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { call } from '#web/api.ts'
import type { ActorsResponse, AuditPage, AuditSettings } from '../api.ts'

/** What is asked of the log, as the address of the page holds it. */
export type LogWanted = Readonly<Record<'actor' | 'group' | 'action' | 'subject' | 'network' | 'from' | 'to', string | undefined>>

/** Pages of the log, as far as one has scrolled. */
export function useLog(wanted: LogWanted) {
  return useInfiniteQuery({
    queryKey: ['audit', 'log', wanted],
    queryFn: ({ pageParam, signal }) => call<AuditPage>('GET', '/api/audit', { query: { ...wanted, cursor: pageParam }, signal }),
    initialPageParam: '',
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
  })
}

/** People and programs to filter by. */
export function useActors() {
  return useQuery({ queryKey: ['audit', 'actors'], queryFn: ({ signal }) => call<ActorsResponse>('GET', '/api/audit/actors', { signal }) })
}

/** How long the log is kept. */
export function useAuditSettings() {
  return useQuery({
    queryKey: ['audit', 'settings'],
    queryFn: ({ signal }) => call<AuditSettings>('GET', '/api/audit/settings', { signal }),
  })
}

/** Changes it. */
export function useSaveAuditSettings() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (body: AuditSettings) => call('PUT', '/api/audit/settings', { body }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['audit'] }),
  })
}
