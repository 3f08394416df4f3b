import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'
import { call } from '#web/api.ts'
import { useLive } from '#web/live.ts'
import type { SegmentCount, SegmentRequest, SegmentsResponse } from '../api.ts'

const SEGMENTS = ['segments']

/** All segments, or the archived ones. They are read again when one changes or was counted. */
export function useSegments(archived: boolean) {
  const client = useQueryClient()
  const refresh = useCallback(() => void client.invalidateQueries({ queryKey: SEGMENTS }), [client])
  useLive('segment.changed', refresh)
  useLive('segments.counted', refresh)
  return useQuery({
    queryKey: [...SEGMENTS, archived ? 'archived' : 'used'],
    queryFn: ({ signal }) => call<SegmentsResponse>('GET', '/api/segments', { query: { archived: archived ? 'yes' : 'no' }, signal }),
  })
}

const EVERY = 15_000

/** The number of a segment as it is now: counted when the page opens and, while it stays open, every quarter of a minute. */
export function useSegmentCount(id: string, isUsed: boolean) {
  return useQuery({
    queryKey: ['segment-count', id],
    queryFn: ({ signal }) => call<SegmentCount>('PUT', `/api/segments/${id}/count`, { signal }),
    enabled: isUsed,
    refetchInterval: EVERY,
    staleTime: EVERY,
  })
}

/** Gives a segment other words. */
export function useChangeSegment() {
  return useSegmentWrite(({ id, ...body }: SegmentRequest & { readonly id: string }) => call('PUT', `/api/segments/${id}`, { body }))
}

/** Removes a segment. */
export function useDeleteSegment() {
  return useSegmentWrite((id: string) => call('DELETE', `/api/segments/${id}`))
}

/** Puts a segment away, or takes it out again. */
export function useArchiveSegment() {
  return useSegmentWrite(({ id, archived }: { readonly id: string; readonly archived: boolean }) =>
    call(archived ? 'PUT' : 'DELETE', `/api/segments/${id}/archive`),
  )
}

function useSegmentWrite<Given>(write: (given: Given) => Promise<unknown>) {
  const client = useQueryClient()
  return useMutation({ mutationFn: write, onSettled: () => client.invalidateQueries({ queryKey: SEGMENTS }) })
}
