import * as z from 'zod'
import { audit } from '#core/audit'
import { routes } from '#core/http'
import { IdParam } from '#api/customers'
import {
  CredentialsRequest,
  DeliveriesPage,
  DeliveriesQuery,
  DeliveryParam,
  DeliveryResponse,
  NewShop,
  ReplayAnswer,
  SecretRequest,
  ShopChange,
  ShopDoor,
  ShopResponse,
  ShopsResponse,
  SourcesResponse,
} from './api.ts'
import { changeShop, connectShop, showDoor } from './connect-shop.ts'
import { disconnectShop } from './disconnect-shop.ts'
import { PlainMessage } from './domain-plain.ts'
import { listDeliveries, replayDelivery, replayFailed, showDelivery } from './deliveries.ts'
import { pauseShop, resumeShop } from './pause-shop.ts'
import { cancelPull, pausePull, resumePull, startPull } from './pull/control.ts'
import { rotateSecret } from './rotate-secret.ts'
import { settleCredentials } from './settle-credentials.ts'
import { listShops, listSources, showShop } from './queries.ts'

export const shopsRoutes = routes('shops')

shopsRoutes.get('/', {
  summary: 'Connected shops',
  may: 'shops:read',
  gives: ShopsResponse,
  run: async ({ ctx }) => ({ rows: await listShops(ctx) }),
})

shopsRoutes.post('/', {
  summary: 'Connect a shop',
  may: 'shops:configure',
  body: NewShop,
  gives: ShopResponse,
  status: 201,
  run: ({ ctx, server, body }) => connectShop(ctx, server.config, body),
})

shopsRoutes.get('/sources', {
  summary: 'Spaces of order numbers in use',
  may: 'shops:read',
  gives: SourcesResponse,
  run: ({ ctx }) => listSources(ctx),
})

shopsRoutes.get('/message-schema', {
  summary: 'What a message of any shop may say, as JSON Schema',
  may: 'shops:read',
  gives: z.record(z.string(), z.unknown()),
  run: async () => ({ ...z.toJSONSchema(PlainMessage, { io: 'input' }) }),
})

shopsRoutes.get('/:id', {
  summary: 'One connected shop',
  may: 'shops:read',
  params: IdParam,
  gives: ShopResponse,
  run: ({ ctx, params }) => showShop(ctx, params.id),
})

shopsRoutes.put('/:id', {
  summary: 'Change a connection',
  may: 'shops:configure',
  params: IdParam,
  body: ShopChange,
  gives: ShopResponse,
  run: ({ ctx, params, body }) => changeShop(ctx, params.id, body),
})

shopsRoutes.delete('/:id', {
  summary: 'Disconnect a shop; its orders and customers stay',
  may: 'shops:configure',
  params: IdParam,
  gives: 204,
  streams: true,
  run: ({ ctx, server, params }) => disconnectShop(ctx, server.config, params.id),
})

shopsRoutes.put('/:id/credentials', {
  summary: 'Give the keys to the shop, and have it send its messages',
  may: 'shops:configure',
  params: IdParam,
  body: CredentialsRequest,
  gives: ShopResponse,
  streams: true,
  screensOnly: true,
  run: ({ ctx, server, params, body }) => settleCredentials(ctx, server.config, params.id, body),
})

shopsRoutes.put('/:id/secret', {
  summary: 'Sign messages with another secret',
  may: 'shops:configure',
  params: IdParam,
  body: SecretRequest,
  gives: ShopDoor,
  streams: true,
  screensOnly: true,
  run: ({ ctx, server, params, body }) => rotateSecret(ctx, server.config, params.id, body.secret),
})

shopsRoutes.get('/:id/door', {
  summary: 'Where the shop sends its messages, and what signs them',
  may: 'shops:configure',
  params: IdParam,
  gives: ShopDoor,
  screensOnly: true,
  run: async ({ ctx, server, params }) => {
    const door = await showDoor(ctx, server.config, params.id)
    await audit(ctx, 'shop.changed', { kind: 'shop', id: params.id, details: { what: 'secret shown' } })
    return door
  },
})

shopsRoutes.put('/:id/pause', {
  summary: 'Keep messages without working on them',
  may: 'shops:configure',
  params: IdParam,
  gives: 204,
  run: ({ ctx, params }) => pauseShop(ctx, params.id),
})

shopsRoutes.delete('/:id/pause', {
  summary: 'Work on messages again',
  may: 'shops:configure',
  params: IdParam,
  gives: 204,
  run: ({ ctx, params }) => resumeShop(ctx, params.id),
})

shopsRoutes.get('/:id/deliveries', {
  summary: 'Messages of the shop, newest first',
  may: 'shops:read',
  params: IdParam,
  query: DeliveriesQuery,
  gives: DeliveriesPage,
  run: ({ ctx, params, query }) => listDeliveries(ctx, params.id, query),
})

shopsRoutes.get('/:id/deliveries/:deliveryId', {
  summary: 'One message with what it said',
  may: 'shops:configure',
  params: DeliveryParam,
  gives: DeliveryResponse,
  run: ({ ctx, params }) => showDelivery(ctx, params.id, params.deliveryId),
})

shopsRoutes.put('/:id/deliveries/:deliveryId/replay', {
  summary: 'Work on a message once more',
  may: 'shops:configure',
  params: DeliveryParam,
  gives: 204,
  run: ({ ctx, params }) => replayDelivery(ctx, params.id, params.deliveryId),
})

shopsRoutes.put('/:id/replay', {
  summary: 'Work on every failed message once more',
  may: 'shops:configure',
  params: IdParam,
  gives: ReplayAnswer,
  status: 202,
  run: ({ ctx, params }) => replayFailed(ctx, params.id),
})

shopsRoutes.put('/:id/pull', {
  summary: 'Ask the shop for its whole history',
  may: 'shops:configure',
  params: IdParam,
  gives: ShopResponse,
  status: 202,
  run: ({ ctx, params }) => startPull(ctx, params.id),
})

shopsRoutes.delete('/:id/pull', {
  summary: 'Stop asking; what came stays',
  may: 'shops:configure',
  params: IdParam,
  gives: 204,
  run: ({ ctx, params }) => cancelPull(ctx, params.id),
})

shopsRoutes.put('/:id/pull/pause', {
  summary: 'Stop for a while',
  may: 'shops:configure',
  params: IdParam,
  gives: 204,
  run: ({ ctx, params }) => pausePull(ctx, params.id),
})

shopsRoutes.delete('/:id/pull/pause', {
  summary: 'Go on where it was',
  may: 'shops:configure',
  params: IdParam,
  gives: 204,
  run: ({ ctx, params }) => resumePull(ctx, params.id),
})
