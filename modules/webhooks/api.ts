import * as z from 'zod'

export const EndpointState = z.enum(['active', 'paused', 'disabled'])
export const DeliveryState = z.enum(['waiting', 'failed', 'sent', 'given_up'])

/** Where events are sent to. */
export const Endpoint = z.object({
  id: z.uuid(),
  url: z.string(),
  description: z.string(),
  /** Null for all. */
  events: z.array(z.string()).nullable(),
  state: EndpointState,
  disabledBecause: z.enum(['failing', 'gone']).nullable(),
  failingSince: z.iso.datetime().nullable(),
  /** Until when messages are signed with the secret before the last rotation as well. */
  oldSecretUntil: z.iso.datetime().nullable(),
  createdBy: z.string().nullable(),
  createdAt: z.iso.datetime(),
  /** Deliveries that are yet to arrive, and those given up in the last seven days. */
  open: z.int(),
  givenUp: z.int(),
})
export type Endpoint = z.infer<typeof Endpoint>

export const EndpointsResponse = z.object({ rows: z.array(Endpoint) })
export type EndpointsResponse = z.infer<typeof EndpointsResponse>

export const EndpointRequest = z.object({
  url: z.string().trim().min(1).max(2000),
  description: z.string().trim().max(200).default(''),
  events: z.array(z.string().max(60)).min(1).max(100).nullable().default(null),
})
export type EndpointRequest = z.infer<typeof EndpointRequest>
export type EndpointInput = z.input<typeof EndpointRequest>

/** A secret as it is needed to verify messages. */
export const SecretResponse = z.object({ secret: z.string() })
export type SecretResponse = z.infer<typeof SecretResponse>

export const NewEndpoint = z.object({ endpoint: Endpoint, secret: z.string() })
export type NewEndpoint = z.infer<typeof NewEndpoint>

export const RotationRequest = z.object({
  /** How long messages are signed with the secret so far as well. */
  oldSecretHours: z.int().min(0).max(720),
})

/** An event that may leave, with what its message holds. */
export const EventDescription = z.object({
  name: z.string(),
  /** JSON Schema of the message. */
  schema: z.record(z.string(), z.unknown()),
  example: z.record(z.string(), z.unknown()),
})
export const EventsResponse = z.object({ events: z.array(EventDescription) })
export type EventsResponse = z.infer<typeof EventsResponse>

export const DeliveryRow = z.object({
  id: z.uuid(),
  event: z.string(),
  state: DeliveryState,
  attempts: z.int(),
  nextAt: z.iso.datetime().nullable(),
  lastStatus: z.int().nullable(),
  /** A code with words under "errors" of its module. */
  lastError: z.string().nullable(),
  lastMs: z.int().nullable(),
  createdAt: z.iso.datetime(),
  doneAt: z.iso.datetime().nullable(),
})
export type DeliveryRow = z.infer<typeof DeliveryRow>

export const DeliveriesQuery = z.object({
  state: DeliveryState.optional(),
  event: z.string().max(60).optional(),
  cursor: z.string().max(500).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
})
export type DeliveriesQuery = z.infer<typeof DeliveriesQuery>

export const DeliveriesPage = z.object({ rows: z.array(DeliveryRow), next: z.string().nullable() })
export type DeliveriesPage = z.infer<typeof DeliveriesPage>

export const Attempt = z.object({
  number: z.int(),
  startedAt: z.iso.datetime(),
  ms: z.int(),
  status: z.int().nullable(),
  error: z.string().nullable(),
  /** The first 1,000 characters of what came back. */
  answer: z.string().nullable(),
})

export const DeliveryResponse = DeliveryRow.extend({
  /** What is sent as webhook-id, in every attempt. */
  webhookId: z.string(),
  /** Null when the person was erased, or for readers who may not see contact details. */
  body: z.string().nullable(),
  tries: z.array(Attempt),
})
export type DeliveryResponse = z.infer<typeof DeliveryResponse>

/** Sends all deliveries again that were given up since then. */
export const RedeliveriesRequest = z.object({ since: z.iso.datetime({ offset: true }) })
export const RedeliveriesResponse = z.object({ count: z.int() })
export type RedeliveriesResponse = z.infer<typeof RedeliveriesResponse>

export const PingResponse = z.object({ deliveryId: z.uuid() })
export type PingResponse = z.infer<typeof PingResponse>

export const EndpointParams = z.object({ id: z.uuid() })
export const DeliveryParams = z.object({ id: z.uuid(), deliveryId: z.uuid() })
