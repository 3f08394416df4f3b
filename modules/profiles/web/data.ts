import { type InfiniteData, keepPreviousData, useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useRef } from 'react'
import type { CustomerResponse } from '#api/customers'
import type { MembersResponse } from '#api/workspaces'
import { call } from '#web/api.ts'
import { useLive } from '#web/live.ts'
import type { AttributesResponse, EditsResponse, FieldsRequest, ProfileResponse, TimelineResponse } from '../api.ts'
import { withNewest } from '../domain-shown-entries.ts'

/** One customer: who, with first numbers. */
export function useCustomer(id: string) {
  return useQuery({
    queryKey: ['customer', id],
    queryFn: ({ signal }) => call<CustomerResponse>('GET', `/api/customers/${id}`, { signal }),
  })
}

/** Stage, payments, addresses, consumers, days to remember and next steps. */
export function useProfile(id: string) {
  return useQuery({
    queryKey: ['customer', id, 'profile'],
    queryFn: ({ signal }) => call<ProfileResponse>('GET', `/api/customers/${id}/profile`, { signal }),
  })
}

/** Who works here. */
export function useMembers() {
  return useQuery({ queryKey: ['members'], queryFn: ({ signal }) => call<MembersResponse>('GET', '/api/members', { signal }) })
}

/** The workspace's own attributes, archived ones too. */
export function useAttributes() {
  return useQuery({ queryKey: ['attributes'], queryFn: ({ signal }) => call<AttributesResponse>('GET', '/api/attributes', { signal }) })
}

/** Who changed a field and when. */
export function useEdits(id: string, field: string) {
  return useQuery({
    queryKey: ['customer', id, 'edits', field],
    queryFn: ({ signal }) => call<EditsResponse>('GET', `/api/customers/${id}/edits`, { query: { field }, signal }),
  })
}

/** What the timeline asks for; both stand in the address. */
export interface TimelineWanted {
  readonly kinds: string
  /** An instant; '' is now. */
  readonly before: string
}

const PAGE = 40

/** Pages of the timeline, as far as one has scrolled. */
export function useTimeline(id: string, wanted: TimelineWanted) {
  return useInfiniteQuery({
    queryKey: ['customer', id, 'timeline', wanted],
    queryFn: ({ pageParam, signal }) =>
      call<TimelineResponse>('GET', `/api/customers/${id}/timeline`, { query: { ...wanted, cursor: pageParam, limit: PAGE }, signal }),
    initialPageParam: '',
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
    refetchOnWindowFocus: false,
  })
}

/** How long a burst of events is waited for. */
const BURST_MS = 400

/** Reads again what has changed when something happens with one of the person's profiles, and puts new entries on top of the timeline. */
export function useCustomerLive(id: string, profileIds: readonly string[] | undefined): void {
  const queries = useQueryClient()
  const waiting = useRef<ReturnType<typeof setTimeout>>(undefined)
  const read = async () => {
    waiting.current = undefined
    void queries.invalidateQueries({ queryKey: ['customer', id], predicate: ({ queryKey }) => queryKey[2] !== 'timeline' })
    void queries.invalidateQueries({ queryKey: ['orders'] })
    void queries.invalidateQueries({ queryKey: ['consents', id] })
    const shown = queries.getQueriesData<InfiniteData<TimelineResponse>>({ queryKey: ['customer', id, 'timeline'] })
    for (const [queryKey, data] of shown) {
      const wanted = queryKey[3]
      if (!data || !isWanted(wanted)) continue
      const newest = await call<TimelineResponse>('GET', `/api/customers/${id}/timeline`, { query: { ...wanted, limit: PAGE } })
      const merged = withNewest(data.pages, newest)
      if (merged) queries.setQueryData(queryKey, { ...data, pages: merged })
      else void queries.invalidateQueries({ queryKey })
    }
  }
  useLive('customer.touched', (payload) => {
    if (!profileIds || !touches(payload, profileIds)) return
    waiting.current ??= setTimeout(() => void read(), BURST_MS)
  })
}

function isWanted(value: unknown): value is TimelineWanted {
  return typeof value === 'object' && value !== null && 'kinds' in value && 'before' in value
}

function touches(payload: unknown, profileIds: readonly string[]): boolean {
  if (typeof payload !== 'object' || payload === null || !('profileIds' in payload) || !Array.isArray(payload.profileIds)) return false
  return payload.profileIds.some((each) => profileIds.includes(String(each)))
}

/** A write about a customer, below their address. */
export interface CustomerWrite {
  readonly method: 'POST' | 'PUT' | 'DELETE'
  /** 'notes', 'addresses/0199…' */
  readonly path: string
  readonly body?: unknown
}

/** Writes something about a customer and reads again what may have changed by it. */
export function useCustomerWrite<Answer = null>(id: string) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: ({ method, path, body }: CustomerWrite) => call<Answer>(method, `/api/customers/${id}/${path}`, { body }),
    onSettled: () => queries.invalidateQueries({ queryKey: ['customer', id] }),
  })
}

/** Changes fields of a customer; the page shows them at once, and as they were when the server refuses. */
export function useSaveFields(id: string) {
  const queries = useQueryClient()
  const queryKey = ['customer', id]
  return useMutation({
    mutationFn: (body: FieldsRequest) => call<null>('PUT', `/api/customers/${id}/fields`, { body }),
    onMutate: async (body) => {
      await queries.cancelQueries({ queryKey, exact: true })
      const before = queries.getQueryData<CustomerResponse>(queryKey)
      if (before) queries.setQueryData(queryKey, withFields(before, body))
      return { before }
    },
    onError: (_error, _body, context) => context?.before && queries.setQueryData(queryKey, context.before),
    onSettled: () => queries.invalidateQueries({ queryKey }),
  })
}

function withFields(customer: CustomerResponse, { fields = {}, attributes = {}, tags = {} }: FieldsRequest): CustomerResponse {
  const values = Object.entries({ ...customer.attributes, ...attributes }).flatMap(([key, value]): [string, string | number | boolean][] =>
    value === null ? [] : [[key, value]],
  )
  const removed = new Set(tags.remove)
  return {
    ...customer,
    ...fields,
    attributes: Object.fromEntries(values),
    tags: [...new Set([...customer.tags, ...(tags.add ?? [])])].filter((tag) => !removed.has(tag)),
  }
}
