import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { Condition } from '#api/customers'
import { call } from '#web/api.ts'
import { useCan } from '#web/session.tsx'
import type {
  Affected,
  AffectedResponse,
  ErasureReason,
  ErasureRow,
  ErasuresResponse,
  IncidentRequest,
  IncidentsResponse,
  SettingsResponse,
} from '../api.ts'

/** How long data is kept, and how wishes to be erased are handled. */
export function usePrivacySettings() {
  return useQuery({
    queryKey: ['privacy', 'settings'],
    queryFn: ({ signal }) => call<SettingsResponse>('GET', '/api/privacy/settings', { signal }),
  })
}

/** Something that changes what these pages show. */
function usePrivacyWrite<Input, Output = unknown>(write: (input: Input) => Promise<Output>) {
  const queries = useQueryClient()
  return useMutation({ mutationFn: write, onSuccess: () => queries.invalidateQueries({ queryKey: ['privacy'] }) })
}

/** Days between a wish to be erased and the erasure. */
export function useSaveGrace() {
  return usePrivacyWrite((eraseAfterDays: number) => call('PUT', '/api/privacy/settings', { body: { eraseAfterDays } }))
}

/** How long one kind of data is kept. */
export function useSaveRetention() {
  return usePrivacyWrite(({ kind, days }: { kind: string; days: number | null }) =>
    call('PUT', `/api/privacy/retention/${kind}`, { body: { days } }),
  )
}

/** Wishes to be erased. */
export function useErasures() {
  return useQuery({
    queryKey: ['privacy', 'erasures'],
    queryFn: ({ signal }) => call<ErasuresResponse>('GET', '/api/privacy/erasures', { signal }),
  })
}

/** Carries a wish out now, or refuses it. */
export function useEndErasure() {
  return usePrivacyWrite(({ id, how }: { id: string; how: 'execution' | 'refusal' }) => call('PUT', `/api/privacy/erasures/${id}/${how}`))
}

/** Erases a customer. */
export function useErase() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (body: { customerId: string; reason: ErasureReason }) => call<ErasureRow>('POST', '/api/privacy/erasures', { body }),
    onSuccess: () => queries.invalidateQueries(),
  })
}

/** Incidents, and how telling goes. */
export function useIncidents() {
  return useQuery({
    queryKey: ['privacy', 'incidents'],
    queryFn: ({ signal }) => call<IncidentsResponse>('GET', '/api/privacy/incidents', { signal }),
  })
}

/** Segments and kept lists, to choose whom a notice concerns. */
export function useKeptLists() {
  const can = useCan()
  const segments = useQuery({
    queryKey: ['segments', 'used'],
    queryFn: ({ signal }) => call<{ segments: readonly KeptSegment[] }>('GET', '/api/segments', { query: { archived: 'no' }, signal }),
    enabled: can('segments:read'),
  })
  const views = useQuery({
    queryKey: ['customers', 'views'],
    queryFn: ({ signal }) => call<{ views: readonly KeptView[] }>('GET', '/api/customers/views', { signal }),
    enabled: can('customers:read'),
  })
  return { segments: segments.data?.segments ?? [], views: views.data?.views ?? [] }
}

interface KeptSegment {
  readonly id: string
  readonly name: string
  readonly condition: Condition
}

interface KeptView {
  readonly id: string
  readonly name: string
  readonly list: { readonly search?: string; readonly behind?: string; readonly filter?: Condition }
}

/** How many a notice would reach. */
export function useAffected() {
  return useMutation({
    mutationFn: (affected: Affected) => call<AffectedResponse>('POST', '/api/privacy/incidents/affected', { body: { affected } }),
  })
}

/** Records an incident and tells those affected. */
export function useTellIncident() {
  return usePrivacyWrite((body: IncidentRequest) => call<{ id: string }>('POST', '/api/privacy/incidents', { body }))
}
