import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { call } from '#web/api.ts'
import type { HealthResponse } from '../api.ts'

/** An open page follows what happens. */
const EVERY = 10_000
const PARKED = ['operations', 'parked']

/** How the installation is doing, read again while the page is open. */
export function useHealth() {
  return useQuery({
    queryKey: ['operations', 'health'],
    queryFn: ({ signal }) => call<HealthResponse>('GET', '/api/operations/health', { signal }),
    refetchInterval: EVERY,
  })
}

export interface ParkedEvent {
  readonly reaction: string
  readonly seq: string
  readonly name: string
  readonly error: string
  readonly occurredAt: string
}

/** Events of this shop that a reaction could not digest. */
export function useParked(isAllowed: boolean) {
  return useQuery({
    queryKey: PARKED,
    queryFn: ({ signal }) => call<{ readonly parked: readonly ParkedEvent[] }>('GET', '/api/events/parked', { signal }),
    enabled: isAllowed,
  })
}

/** Tries a parked event again, or gives it up. */
export function useSettleParked() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ event: { reaction, seq }, how }: { readonly event: ParkedEvent; readonly how: 'retry' | 'drop' }) =>
      how === 'retry'
        ? call<null>('PUT', `/api/events/parked/${reaction}/${seq}/retry`)
        : call<null>('DELETE', `/api/events/parked/${reaction}/${seq}`),
    onSettled: () => client.invalidateQueries({ queryKey: ['operations'] }),
  })
}
