import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useState } from 'react'
import { call } from '#web/api.ts'
import { useLive } from '#web/live.ts'
import type { CustomersPage, Condition } from '#api/customers'
import type {
  MovesResponse,
  OverlapResponse,
  ReadyResponse,
  SegmentCount,
  SegmentRequest,
  SegmentResponse,
  SegmentsResponse,
  SizesResponse,
} from '../api.ts'

const SEGMENTS = ['segments']
const COUNTS = ['segment-count']
const FIRST = ['customers', 'first']

/** What is shown of segments is read again when one changes, or somebody joins or leaves. */
function useFreshSegments(): void {
  const client = useQueryClient()
  const refresh = useCallback(() => {
    for (const queryKey of [SEGMENTS, COUNTS, FIRST]) void client.invalidateQueries({ queryKey })
  }, [client])
  useLive('segment.changed', refresh)
  useLive('segments.counted', refresh)
}

/** All segments, or the archived ones. */
export function useSegments(archived: boolean) {
  useFreshSegments()
  return useQuery({
    queryKey: [...SEGMENTS, archived ? 'archived' : 'used'],
    queryFn: ({ signal }) => call<SegmentsResponse>('GET', '/api/segments', { query: { archived: archived ? 'yes' : 'no' }, signal }),
  })
}

/** One segment. */
export function useSegment(id: string) {
  useFreshSegments()
  return useQuery({
    queryKey: [...SEGMENTS, id],
    queryFn: ({ signal }) => call<SegmentResponse>('GET', `/api/segments/${id}`, { signal }),
  })
}

/** How many were in it, day by day. */
export function useSizes(id: string) {
  return useQuery({
    queryKey: [...SEGMENTS, id, 'sizes'],
    queryFn: ({ signal }) => call<SizesResponse>('GET', `/api/segments/${id}/sizes`, { signal }),
  })
}

/** Who joined and who left lately. */
export function useMoves(id: string) {
  return useQuery({
    queryKey: [...SEGMENTS, id, 'moves'],
    queryFn: ({ signal }) => call<MovesResponse>('GET', `/api/segments/${id}/moves`, { signal }),
  })
}

/** Who is in one of two segments, in both, in the other. */
export function useOverlap(one: string, other: string | null) {
  return useQuery({
    queryKey: [...SEGMENTS, one, 'overlap', other],
    queryFn: ({ signal }) => call<OverlapResponse>('GET', '/api/segments/overlap', { query: { one, other: other ?? '' }, signal }),
    enabled: other !== null,
  })
}

/** Ready-made segments. */
export function useReady() {
  return useQuery({
    queryKey: [...SEGMENTS, 'ready'],
    queryFn: ({ signal }) => call<ReadyResponse>('GET', '/api/segments/ready', { signal }),
    staleTime: 300_000,
  })
}

/** How many customers meet a condition now, exactly; what is asked no longer is not waited for. */
export function useConditionCount(condition: Condition | null) {
  return useQuery({
    queryKey: [...COUNTS, condition],
    queryFn: ({ signal }) => call<SegmentCount>('POST', '/api/segments/counts', { body: { condition }, signal }),
    enabled: condition !== null,
    placeholderData: keepPreviousData,
    staleTime: 15_000,
    retry: false,
  })
}

const FEW = 8

/** The first few who meet a condition, those who bought last first. */
export function useFirstMembers(condition: Condition | null) {
  return useQuery({
    queryKey: [...FIRST, condition],
    queryFn: ({ signal }) =>
      call<CustomersPage>('GET', '/api/customers', { query: { filter: JSON.stringify(condition), limit: String(FEW) }, signal }),
    enabled: condition !== null,
    placeholderData: keepPreviousData,
    retry: false,
  })
}

const PAUSE = 350

/** The value once it has not changed for a moment, so that not every key that is pressed asks the server. */
export function useSettled<Value>(value: Value): Value {
  const [settled, setSettled] = useState(value)
  const key = JSON.stringify(value)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), PAUSE)
    return () => clearTimeout(timer)
    // The same condition may come as another object.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [key])
  return settled
}

/** Keeps a new segment, and gives its id. */
export function useAddSegment() {
  return useSegmentWrite(async (body: SegmentRequest) => (await call<{ id: string }>('POST', '/api/segments', { body })).id)
}

/** Gives a segment other words or another condition. */
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

function useSegmentWrite<Given, Answer>(write: (given: Given) => Promise<Answer>) {
  const client = useQueryClient()
  return useMutation({ mutationFn: write, onSettled: () => client.invalidateQueries({ queryKey: SEGMENTS }) })
}
