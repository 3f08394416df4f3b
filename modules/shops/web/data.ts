import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import * as z from 'zod'
import { call } from '#web/api.ts'
import { useLive } from '#web/live.ts'
import type {
  CredentialsRequest,
  DeliveriesPage,
  DeliveryResponse,
  DeliveryState,
  NewShop,
  PullResponse,
  ShopChange,
  ShopDoor,
  ShopResponse,
  ShopsResponse,
  SourcesResponse,
} from '../api.ts'

const Heard = z.object({ shopId: z.uuid() })

/** Every connected shop; asked again when one is heard of. */
export function useShops() {
  const client = useQueryClient()
  useLive('shop.heard', () => void client.invalidateQueries({ queryKey: ['shops'] }))
  return useQuery({ queryKey: ['shops'], queryFn: ({ signal }) => call<ShopsResponse>('GET', '/api/shops', { signal }) })
}

/** True while a pull is worked on or waits to be. */
export function isPulling(pull: PullResponse | null): boolean {
  return pull !== null && ['queued', 'running'].includes(pull.state)
}

/** One shop. What happens arrives by the live line; it is asked for as well, so that a lost line never leaves a page standing. */
export function useShop(id: string) {
  const client = useQueryClient()
  useLive('shop.heard', (payload) => {
    if (Heard.safeParse(payload).data?.shopId === id) void client.invalidateQueries({ queryKey: ['shop', id] })
  })
  return useQuery({
    queryKey: ['shop', id],
    queryFn: ({ signal }) => call<ShopResponse>('GET', `/api/shops/${id}`, { signal }),
    refetchInterval: ({ state }) => (state.data && (state.data.state === 'connecting' || isPulling(state.data.pull)) ? 4000 : false),
  })
}

/** Where the shop sends its messages; only for those who may configure. */
export function useDoor(id: string, enabled: boolean) {
  return useQuery({
    queryKey: ['shop', id, 'door'],
    queryFn: ({ signal }) => call<ShopDoor>('GET', `/api/shops/${id}/door`, { signal }),
    enabled,
  })
}

/** Spaces of order numbers in use. */
export function useSources() {
  return useQuery({
    queryKey: ['shops', 'sources'],
    queryFn: ({ signal }) => call<SourcesResponse>('GET', '/api/shops/sources', { signal }),
  })
}

/** Messages of a shop, newest first, page by page. */
export function useDeliveries(id: string, state: DeliveryState | null) {
  return useInfiniteQuery({
    queryKey: ['shop', id, 'deliveries', state],
    queryFn: ({ signal, pageParam }) =>
      call<DeliveriesPage>('GET', `/api/shops/${id}/deliveries`, {
        signal,
        query: { limit: '20', ...(state ? { state } : {}), ...(pageParam ? { cursor: pageParam } : {}) },
      }),
    initialPageParam: '',
    getNextPageParam: ({ next }) => next,
  })
}

/** One message with what it said. */
export function useDelivery(shopId: string, id: string | null) {
  return useQuery({
    queryKey: ['shop', shopId, 'delivery', id],
    queryFn: ({ signal }) => call<DeliveryResponse>('GET', `/api/shops/${shopId}/deliveries/${id}`, { signal }),
    enabled: id !== null,
  })
}

/** Makes a connection. */
export function useConnect() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (shop: NewShop) => call<ShopResponse>('POST', '/api/shops', { body: shop }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['shops'] }),
  })
}

/** Something that is done with one shop. */
export type ShopStep =
  | { readonly step: 'change'; readonly change: ShopChange }
  | { readonly step: 'keys'; readonly request: CredentialsRequest }
  | { readonly step: 'secret'; readonly secret?: string }
  | { readonly step: 'replay'; readonly deliveryId: string }
  | { readonly step: 'pause' | 'resume' | 'disconnect' | 'replayAll' | 'pull' | 'pausePull' | 'resumePull' | 'cancelPull' }

/** Does one thing with a shop and shows what has changed. */
export function useShopStep(id: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (step: ShopStep) => stepCall(`/api/shops/${id}`, step),
    // A step that failed may have changed something: a secret is new even where the shop could not be told.
    onSettled: (_, error, { step }) =>
      step === 'disconnect' && !error
        ? client.invalidateQueries({ queryKey: ['shops'] })
        : client.invalidateQueries({ queryKey: ['shop', id] }),
  })
}

function stepCall(path: string, step: ShopStep): Promise<unknown> {
  switch (step.step) {
    case 'change':
      return call<unknown>('PUT', path, { body: step.change })
    case 'keys':
      return call<unknown>('PUT', `${path}/credentials`, { body: step.request })
    case 'secret':
      return call<unknown>('PUT', `${path}/secret`, { body: step.secret === undefined ? {} : { secret: step.secret } })
    case 'replay':
      return call<unknown>('PUT', `${path}/deliveries/${step.deliveryId}/replay`)
    case 'replayAll':
      return call<unknown>('PUT', `${path}/replay`)
    case 'pause':
      return call<unknown>('PUT', `${path}/pause`)
    case 'resume':
      return call<unknown>('DELETE', `${path}/pause`)
    case 'disconnect':
      return call<unknown>('DELETE', path)
    case 'pull':
      return call<unknown>('PUT', `${path}/pull`)
    case 'pausePull':
      return call<unknown>('PUT', `${path}/pull/pause`)
    case 'resumePull':
      return call<unknown>('DELETE', `${path}/pull/pause`)
    case 'cancelPull':
      return call<unknown>('DELETE', `${path}/pull`)
  }
}
