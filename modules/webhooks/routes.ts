import * as z from 'zod'
import { routes } from '#core/http'
import {
  DeliveriesPage,
  DeliveriesQuery,
  DeliveryParams,
  DeliveryResponse,
  Endpoint,
  EndpointParams,
  EndpointRequest,
  EndpointsResponse,
  EventsResponse,
  NewEndpoint,
  PingResponse,
  RedeliveriesRequest,
  RedeliveriesResponse,
  RotationRequest,
  SecretResponse,
} from './api.ts'
import { deliveryFor, listDeliveries } from './deliveries.ts'
import { describeEvents } from './describe-events.ts'
import { createEndpoint, pauseEndpoint, removeEndpoint, resumeEndpoint, rotateSecret, saveEndpoint } from './endpoints.ts'
import { endpointFor, listEndpoints } from './queries.ts'
import { ping, redeliver, redeliverFailed } from './redeliver.ts'
import { showSecret } from './show-secret.ts'

/** Where events are sent to, and what became of each. */
export const webhooksRoutes = routes('webhooks')

const ENDPOINT_EXAMPLE = { url: 'https://erp.example.com/bazgasht', description: 'Warehouse', events: ['order.placed', 'order.cancelled'] }

webhooksRoutes.get('/', {
  summary: 'Endpoints that events are sent to',
  may: 'webhooks:read',
  gives: EndpointsResponse,
  run: async ({ ctx }) => ({ rows: await listEndpoints(ctx) }),
})

webhooksRoutes.post('/', {
  summary: 'Adds an endpoint; its secret is in the answer',
  may: 'webhooks:configure',
  body: EndpointRequest,
  gives: NewEndpoint,
  status: 201,
  run: ({ ctx, body, server }) => createEndpoint(ctx, body, server.config),
  example: { body: ENDPOINT_EXAMPLE },
})

webhooksRoutes.get('/events', {
  summary: 'Events that can be sent, with what their messages hold',
  may: 'webhooks:read',
  gives: EventsResponse,
  run: async () => ({ events: describeEvents() }),
})

webhooksRoutes.get('/:id', {
  summary: 'One endpoint',
  may: 'webhooks:read',
  params: EndpointParams,
  gives: Endpoint,
  run: ({ ctx, params }) => endpointFor(ctx, params.id),
})

webhooksRoutes.put('/:id', {
  summary: 'Changes where an endpoint is and what it gets',
  may: 'webhooks:configure',
  params: EndpointParams,
  body: EndpointRequest,
  gives: Endpoint,
  run: ({ ctx, params, body, server }) => saveEndpoint(ctx, params.id, { request: body, outlet: server.config }),
  example: { body: ENDPOINT_EXAMPLE },
})

webhooksRoutes.delete('/:id', {
  summary: 'Removes an endpoint and its log',
  may: 'webhooks:configure',
  params: EndpointParams,
  gives: 204,
  run: ({ ctx, params }) => removeEndpoint(ctx, params.id),
})

webhooksRoutes.put('/:id/pause', {
  summary: 'Holds messages back until the endpoint is resumed',
  may: 'webhooks:configure',
  params: EndpointParams,
  gives: Endpoint,
  run: ({ ctx, params }) => pauseEndpoint(ctx, params.id),
})

webhooksRoutes.delete('/:id/pause', {
  summary: 'Resumes an endpoint that was paused or disabled',
  may: 'webhooks:configure',
  params: EndpointParams,
  gives: Endpoint,
  run: ({ ctx, params }) => resumeEndpoint(ctx, params.id),
})

webhooksRoutes.get('/:id/secret', {
  summary: 'The secret that messages are signed with',
  may: 'webhooks:configure',
  params: EndpointParams,
  gives: SecretResponse,
  run: ({ ctx, params, server }) => showSecret(ctx, params.id, server.config),
})

webhooksRoutes.post('/:id/secrets', {
  summary: 'Gives an endpoint a new secret; for some hours messages are signed with both',
  may: 'webhooks:configure',
  params: EndpointParams,
  body: RotationRequest,
  gives: NewEndpoint,
  status: 201,
  run: ({ ctx, params, body, server }) => rotateSecret(ctx, params.id, { oldSecretHours: body.oldSecretHours, outlet: server.config }),
})

webhooksRoutes.post('/:id/pings', {
  summary: 'Sends a test',
  may: 'webhooks:configure',
  params: EndpointParams,
  gives: PingResponse,
  status: 202,
  run: ({ ctx, params }) => ping(ctx, params.id),
})

webhooksRoutes.get('/:id/deliveries', {
  summary: 'What was sent to an endpoint, page by page, newest first',
  may: 'webhooks:read',
  params: EndpointParams,
  query: DeliveriesQuery,
  gives: DeliveriesPage,
  run: ({ ctx, params, query }) => listDeliveries(ctx, params.id, query),
})

webhooksRoutes.get('/:id/deliveries/:deliveryId', {
  summary: 'One delivery with its message and attempts',
  may: 'webhooks:read',
  params: DeliveryParams,
  gives: DeliveryResponse,
  run: ({ ctx, params }) => deliveryFor(ctx, params.id, params.deliveryId),
})

webhooksRoutes.post('/:id/deliveries/:deliveryId/redeliveries', {
  summary: 'Sends a delivery again, with the same webhook-id',
  may: 'webhooks:configure',
  params: DeliveryParams,
  gives: z.object({}),
  status: 202,
  run: async ({ ctx, params }) => {
    await redeliver(ctx, params.id, params.deliveryId)
    return {}
  },
})

webhooksRoutes.post('/:id/redeliveries', {
  summary: 'Sends everything again that was given up since a time',
  may: 'webhooks:configure',
  params: EndpointParams,
  body: RedeliveriesRequest,
  gives: RedeliveriesResponse,
  status: 202,
  run: ({ ctx, params, body }) => redeliverFailed(ctx, params.id, new Date(body.since)),
})
