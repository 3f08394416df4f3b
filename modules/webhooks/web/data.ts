import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'
import { call } from '#web/api.ts'
import { useLive } from '#web/live.ts'
import type {
  DeliveriesPage,
  DeliveryResponse,
  Endpoint,
  EndpointInput,
  EndpointsResponse,
  EventsResponse,
  NewEndpoint,
  PingResponse,
  RedeliveriesResponse,
  SecretResponse,
} from '../api.ts'

const WEBHOOKS = ['webhooks']
/** An open log follows what is being sent. */
const LOG_EVERY = 5_000

/** All endpoints; read again when one is disabled. */
export function useEndpoints() {
  const client = useQueryClient()
  const refresh = useCallback(() => void client.invalidateQueries({ queryKey: WEBHOOKS }), [client])
  useLive('webhook.disabled', refresh)
  return useQuery({ queryKey: [...WEBHOOKS, 'all'], queryFn: ({ signal }) => call<EndpointsResponse>('GET', '/api/webhooks', { signal }) })
}

export function useEndpoint(id: string) {
  return useQuery({
    queryKey: [...WEBHOOKS, id],
    queryFn: ({ signal }) => call<Endpoint>('GET', `/api/webhooks/${id}`, { signal }),
    refetchInterval: LOG_EVERY,
  })
}

/** What can be sent, with what the messages hold. */
export function useEvents() {
  return useQuery({
    queryKey: ['webhook-events'],
    queryFn: ({ signal }) => call<EventsResponse>('GET', '/api/webhooks/events', { signal }),
    staleTime: Infinity,
  })
}

/** What was sent to an endpoint, page by page. */
export function useDeliveries(id: string, state: string) {
  return useInfiniteQuery({
    queryKey: [...WEBHOOKS, id, 'deliveries', state],
    initialPageParam: '',
    queryFn: ({ signal, pageParam }) =>
      call<DeliveriesPage>('GET', `/api/webhooks/${id}/deliveries`, {
        query: { state: state === 'all' ? undefined : state, cursor: pageParam || undefined },
        signal,
      }),
    getNextPageParam: ({ next }) => next,
    refetchInterval: LOG_EVERY,
  })
}

export function useDelivery(id: string, deliveryId: string) {
  return useQuery({
    queryKey: [...WEBHOOKS, id, 'delivery', deliveryId],
    queryFn: ({ signal }) => call<DeliveryResponse>('GET', `/api/webhooks/${id}/deliveries/${deliveryId}`, { signal }),
    refetchInterval: LOG_EVERY,
  })
}

/** Adds an endpoint, or changes the one with this id. */
export function useSaveEndpoint(id: string | null) {
  return useWebhookWrite(async (body: EndpointInput): Promise<string | null> => {
    if (id !== null) await call<Endpoint>('PUT', `/api/webhooks/${id}`, { body })
    return id === null ? (await call<NewEndpoint>('POST', '/api/webhooks', { body })).endpoint.id : null
  })
}

export function useRemoveEndpoint() {
  return useWebhookWrite((id: string) => call<null>('DELETE', `/api/webhooks/${id}`))
}

/** Pauses an endpoint, or resumes it. */
export function usePauseEndpoint(id: string) {
  return useWebhookWrite((paused: boolean) => call<Endpoint>(paused ? 'PUT' : 'DELETE', `/api/webhooks/${id}/pause`))
}

/** Reads the secret when asked; it is not kept with the page. */
export function useShowSecret(id: string) {
  return useMutation({ mutationFn: () => call<SecretResponse>('GET', `/api/webhooks/${id}/secret`) })
}

export function useRotateSecret(id: string) {
  return useWebhookWrite((oldSecretHours: number) => call<NewEndpoint>('POST', `/api/webhooks/${id}/secrets`, { body: { oldSecretHours } }))
}

export function usePing(id: string) {
  return useWebhookWrite(() => call<PingResponse>('POST', `/api/webhooks/${id}/pings`))
}

export function useRedeliver(id: string) {
  return useWebhookWrite((deliveryId: string) => call<unknown>('POST', `/api/webhooks/${id}/deliveries/${deliveryId}/redeliveries`))
}

/** Sends everything again that was given up since then. */
export function useRedeliverFailed(id: string) {
  return useWebhookWrite((since: string) => call<RedeliveriesResponse>('POST', `/api/webhooks/${id}/redeliveries`, { body: { since } }))
}

function useWebhookWrite<Given, Answer>(write: (given: Given) => Promise<Answer>) {
  const client = useQueryClient()
  return useMutation({ mutationFn: write, onSettled: () => client.invalidateQueries({ queryKey: WEBHOOKS }) })
}
