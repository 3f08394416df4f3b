import { keepPreviousData, useMutation, useQueries, useQuery, useQueryClient } from '@tanstack/react-query'
import { call } from '#web/api.ts'
import type {
  BulkCustomers,
  BulkRequest,
  BulkResponse,
  ChoicesResponse,
  CountResponse,
  FieldChoice,
  FieldsResponse,
  OwnListRequest,
  ViewRequest,
  ViewsResponse,
} from '../api-list.ts'
import type { Condition } from '../api.ts'

/** What customers can be filtered by, and the columns of other modules. */
export function useFields() {
  return useQuery({
    queryKey: ['customers', 'fields'],
    queryFn: ({ signal }) => call<FieldsResponse>('GET', '/api/customers/fields', { signal }),
    staleTime: 60_000,
  })
}

/** What may be chosen for one field. */
export function useChoices(field: string | null, search: string) {
  return useQuery({ ...choicesQuery(field ?? '', search), enabled: field !== null, placeholderData: keepPreviousData })
}

/** The words of what was chosen, for several fields at once. */
export function useChoiceWords(fields: readonly string[]): ReadonlyMap<string, readonly FieldChoice[]> {
  const answers = useQueries({ queries: fields.map((field) => choicesQuery(field, '')) })
  return new Map(fields.map((field, at) => [field, answers[at]?.data?.choices ?? []]))
}

function choicesQuery(field: string, search: string) {
  return {
    queryKey: ['customers', 'choices', field, search],
    queryFn: ({ signal }: { readonly signal: AbortSignal }) =>
      call<ChoicesResponse>('GET', `/api/customers/fields/${encodeURIComponent(field)}/choices`, { query: { search }, signal }),
    staleTime: 30_000,
  }
}

const VIEWS = ['customers', 'views']

/** The member's views, and how the own list looks. */
export function useViews() {
  return useQuery({ queryKey: VIEWS, queryFn: ({ signal }) => call<ViewsResponse>('GET', '/api/customers/views', { signal }) })
}

/** Keeps a view: a new one, or another list or name for an old one. */
export function useSaveView() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: async ({ id, ...body }: ViewRequest & { readonly id: string | null }) => {
      if (id === null) return (await call<{ id: string }>('POST', '/api/customers/views', { body })).id
      await call('PUT', `/api/customers/views/${id}`, { body })
      return id
    },
    onSettled: () => client.invalidateQueries({ queryKey: VIEWS }),
  })
}

/** Removes a view. */
export function useDeleteView() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (id: string) => call('DELETE', `/api/customers/views/${id}`),
    onSettled: () => client.invalidateQueries({ queryKey: VIEWS }),
  })
}

/** Keeps the own columns or the view that opens by itself; shown at once. */
export function useOwnList() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (body: OwnListRequest) => call('PUT', '/api/customers/views/own', { body }),
    onMutate: (change) => client.setQueryData<ViewsResponse>(VIEWS, (before) => before && { ...before, ...withoutUndefined(change) }),
    onError: () => client.invalidateQueries({ queryKey: VIEWS }),
  })
}

function withoutUndefined({ columns, defaultViewId }: OwnListRequest) {
  return { ...(columns !== undefined && { columns }), ...(defaultViewId !== undefined && { defaultViewId }) }
}

/** How many customers are meant, exactly. */
export function useCount(customers: BulkCustomers | null) {
  return useQuery({
    queryKey: ['customers', 'count', customers],
    queryFn: ({ signal }) => call<CountResponse>('POST', '/api/customers/counts', { body: { customers }, signal }),
    enabled: customers !== null,
    gcTime: 0,
  })
}

/** Changes many customers at once. */
export function useStartBulk() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (body: BulkRequest) => call<BulkResponse>('POST', '/api/customers/bulks', { body }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['customers'] }),
  })
}

/** How far a change to many customers has come; asked again while it runs. */
export function useBulk(id: string | null) {
  return useQuery({
    queryKey: ['customers-bulk', id],
    queryFn: ({ signal }) => call<BulkResponse>('GET', `/api/customers/bulks/${id}`, { signal }),
    enabled: id !== null,
    refetchInterval: ({ state }) => (state.data?.state === 'running' || !state.data ? 1000 : false),
  })
}

/** Ends a change to many customers. */
export function useCancelBulk() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (id: string) => call('DELETE', `/api/customers/bulks/${id}`),
    onSettled: () => client.invalidateQueries({ queryKey: ['customers-bulk'] }),
  })
}

interface SegmentToKeep {
  readonly id: string | null
  readonly name: string
  readonly description: string
  readonly condition: Condition
}

/** Keeps a condition as a segment. */
export function useSaveSegment() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: async ({ id, ...body }: SegmentToKeep) => {
      if (id === null) return (await call<{ id: string }>('POST', '/api/segments', { body })).id
      await call('PUT', `/api/segments/${id}`, { body })
      return id
    },
    onSuccess: () => client.invalidateQueries({ queryKey: ['segments'] }),
  })
}

interface NamedSegment {
  readonly id: string
  readonly name: string
  readonly description: string
  readonly condition: Condition
}

/** The segment that the list is of. */
export function useSegment(id: string) {
  return useQuery({
    queryKey: ['segments', id],
    queryFn: ({ signal }) => call<NamedSegment>('GET', `/api/segments/${id}`, { signal }),
    enabled: id !== '',
  })
}
