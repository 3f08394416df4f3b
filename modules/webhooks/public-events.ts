import * as z from 'zod'
import type { StoredEvent } from '#core/events'

type EventName = StoredEvent['name']
type PayloadOf<Name extends EventName> = Extract<StoredEvent, { name: Name }>['payload']

/** Minor units as text, or unknown. */
const Amount = z
  .string()
  .regex(/^-?\d+$/)
  .nullable()

const ORDER = {
  orderId: z.uuid(),
  customerId: z.uuid(),
  number: z.string().nullable(),
  source: z.string(),
  total: Amount,
  currency: z.string(),
  items: z.int(),
}
const RETURN = { returnId: z.uuid(), orderId: z.uuid(), customerId: z.uuid() }

/** What may leave by webhook, and what `data` holds. What visitors do on a site is not among it: whoever tracks it knows it already. */
export const PUBLIC_EVENTS = {
  'order.placed': z.object(ORDER),
  'order.changed': z.object({ ...ORDER, fields: z.array(z.string()) }),
  'order.paid': z.object(ORDER),
  'order.shipped': z.object(ORDER),
  'order.delivered': z.object({ ...ORDER, late: z.boolean().nullable() }),
  'order.cancelled': z.object(ORDER),
  'order.refunded': z.object({ ...ORDER, refundId: z.string(), amount: Amount }),
  'return.requested': z.object(RETURN),
  'return.changed': z.object({ ...RETURN, state: z.string() }),
  'cart.changed': z.object({ cartId: z.string(), customerId: z.uuid(), items: z.int(), total: Amount, currency: z.string() }),
  'cart.checked_out': z.object({ cartId: z.string(), customerId: z.uuid(), step: z.int().nullable() }),
  'customer.created': z.object({ customerId: z.uuid(), source: z.string() }),
  'customer.changed': z.object({ customerId: z.uuid(), fields: z.array(z.string()) }),
  'customer.merged': z.object({
    mergeId: z.uuid(),
    customerId: z.uuid(),
    absorbedId: z.uuid(),
    reason: z.enum(['verified', 'anonymous', 'alias', 'chosen']),
  }),
  'customer.unmerged': z.object({ mergeId: z.uuid(), customerId: z.uuid(), releasedId: z.uuid() }),
  'customer.stage_changed': z.object({ customerId: z.uuid(), from: z.string().nullable(), to: z.string() }),
  'customer.erased': z.object({ customerId: z.uuid(), erasureId: z.uuid() }),
  'consent.changed': z.object({
    customerId: z.uuid(),
    purpose: z.string(),
    channel: z.string(),
    state: z.enum(['granted', 'denied', 'pending']),
    source: z.string(),
  }),
  'consent.confirmation_asked': z.object({
    customerId: z.uuid(),
    purpose: z.string(),
    channel: z.string(),
    address: z.string(),
    link: z.url(),
  }),
  'import.finished': z.object({ importId: z.uuid(), rows: z.int(), customers: z.int(), orders: z.int(), skipped: z.int() }),
  'segment.changed': z.object({ segmentId: z.uuid() }),
  'segment.joined': z.object({ segmentId: z.uuid(), customerId: z.uuid() }),
  'segment.left': z.object({ segmentId: z.uuid(), customerId: z.uuid() }),
  'shop.connected': z.object({ shopId: z.uuid(), platform: z.string() }),
  'shop.pulled': z.object({ shopId: z.uuid(), customers: z.int(), orders: z.int(), skipped: z.int() }),
  'shop.failed': z.object({ shopId: z.uuid(), platform: z.string(), code: z.string() }),
} as const satisfies { readonly [Name in EventName]?: z.ZodType<PayloadOf<Name>> }

export type PublicEvent = keyof typeof PUBLIC_EVENTS

/** Sent on request only, to see whether an endpoint works. */
export const PING = 'webhook.ping'
export const PingData = z.object({ endpointId: z.uuid() })

/** The names of all public events, in the order of the list. */
export const PUBLIC_EVENT_NAMES: readonly PublicEvent[] = Object.keys(PUBLIC_EVENTS).filter(isPublicEvent)

/** Whether an event of this name may leave. */
export function isPublicEvent(name: string): name is PublicEvent {
  return Object.hasOwn(PUBLIC_EVENTS, name)
}

/** What is sent: `data` as its event's schema says. */
export function messageSchema(type: string, data: z.ZodType): z.ZodType {
  return z.object({
    type: z.literal(type),
    /** When it happened. */
    timestamp: z.iso.datetime(),
    /** The event's place in the workspace's log, to put messages in order by; null in a test. */
    sequence: z.int().nullable(),
    data,
  })
}
