import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { call } from '#web/api.ts'
import type { MessagesResponse, NewSource, SourceChange, SourceResponse, SourcesResponse, SourceWithKey, TroublesResponse } from '../api.ts'

/** How often the last messages are asked for while somebody looks. */
const LIVE_MS = 2_000
const TROUBLES_MS = 10_000

/** Sources, and the address that they send to. */
export function useSources() {
  return useQuery({
    queryKey: ['tracking', 'sources'],
    queryFn: ({ signal }) => call<SourcesResponse>('GET', '/api/tracking/sources', { signal }),
  })
}

/** The last messages, as they come. */
export function useLastMessages() {
  return useQuery({
    queryKey: ['tracking', 'messages'],
    queryFn: ({ signal }) => call<MessagesResponse>('GET', '/api/tracking/messages', { query: { limit: 20 }, signal }),
    refetchInterval: LIVE_MS,
  })
}

/** What was refused, and what could not be digested. */
export function useTroubles() {
  return useQuery({
    queryKey: ['tracking', 'troubles'],
    queryFn: ({ signal }) => call<TroublesResponse>('GET', '/api/tracking/troubles', { signal }),
    refetchInterval: TROUBLES_MS,
  })
}

function useRefresh() {
  const client = useQueryClient()
  return () => client.invalidateQueries({ queryKey: ['tracking'] })
}

export function useAddSource() {
  const refresh = useRefresh()
  return useMutation({
    mutationFn: (source: NewSource) => call<SourceWithKey>('POST', '/api/tracking/sources', { body: source }),
    onSuccess: refresh,
  })
}

export function useChangeSource(id: string) {
  const refresh = useRefresh()
  return useMutation({
    mutationFn: (change: SourceChange) => call<SourceResponse>('PUT', `/api/tracking/sources/${id}`, { body: change }),
    onSuccess: refresh,
  })
}

export function useRotateKey(id: string) {
  const refresh = useRefresh()
  return useMutation({
    mutationFn: (hours: number) => call<SourceWithKey>('POST', `/api/tracking/sources/${id}/keys`, { body: { hours } }),
    onSuccess: refresh,
  })
}

export function useRevokeSource(id: string) {
  const refresh = useRefresh()
  return useMutation({ mutationFn: () => call<null>('DELETE', `/api/tracking/sources/${id}/keys`), onSuccess: refresh })
}

/** Has one message tried again, or all that could not be digested. */
export function useRetry() {
  const refresh = useRefresh()
  return useMutation({
    mutationFn: (id: string | null) =>
      call<null>('POST', id === null ? '/api/tracking/troubles/digestion' : `/api/tracking/messages/${id}/digestion`),
    onSuccess: refresh,
  })
}
