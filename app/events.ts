/** Every event in the product and what it carries. Payloads are JSON: text, numbers, lists; money and int8 as text. */
export interface Events {
  'workspace.created': { readonly name: string }
  'workspace.changed': { readonly fields: readonly string[] }
  'import.finished': {
    readonly importId: string
    readonly rows: number
    readonly customers: number
    readonly orders: number
    readonly skipped: number
  }
  'import.undone': { readonly importId: string; readonly customers: number; readonly orders: number }

  'customer.created': { readonly customerId: string; readonly source: string }
  'customer.changed': { readonly customerId: string; readonly fields: readonly string[] }
  'customer.merged': {
    readonly mergeId: string
    readonly customerId: string
    readonly absorbedId: string
    readonly reason: 'verified' | 'anonymous' | 'alias' | 'chosen'
  }
  'customer.unmerged': { readonly mergeId: string; readonly customerId: string; readonly releasedId: string }
  'customer.resembled': { readonly suggestionId: string; readonly customerId: string; readonly otherId: string }
  'customer.stage_changed': { readonly customerId: string; readonly from: string | null; readonly to: string }
  'customer.noted': { readonly customerId: string; readonly noteId: string; readonly mentions: readonly string[] }
  'customer.erased': { readonly customerId: string; readonly erasureId: string }

  /** What a customer did on a site or in an app, as the tracking API was told. Everything below `context` that names the person is left out. */
  'visit.tracked': { readonly event: string; readonly properties: Json; readonly context: Json; readonly source: string }
  'visit.paged': { readonly name: string | null; readonly properties: Json; readonly context: Json; readonly source: string }
  'visit.screened': { readonly name: string | null; readonly properties: Json; readonly context: Json; readonly source: string }
  'visit.grouped': { readonly groupId: string; readonly traits: Json; readonly source: string }

  'order.placed': OrderTold
  'order.changed': OrderTold & { readonly fields: readonly string[] }
  'order.cancelled': OrderTold
  'order.refunded': OrderTold & { readonly refundId: string; readonly amount: string | null }
  'order.paid': OrderTold
  'order.shipped': OrderTold
  'order.delivered': OrderTold & { readonly late: boolean | null }
  'return.requested': { readonly returnId: string; readonly orderId: string; readonly customerId: string }
  'return.changed': { readonly returnId: string; readonly orderId: string; readonly customerId: string; readonly state: string }
  'cart.changed': {
    readonly cartId: string
    readonly customerId: string
    readonly items: number
    readonly total: string | null
    readonly currency: string
  }
  'cart.checked_out': { readonly cartId: string; readonly customerId: string; readonly step: number | null }

  'consent.changed': {
    readonly customerId: string
    readonly purpose: string
    readonly channel: string
    readonly state: 'granted' | 'denied' | 'pending'
    readonly source: string
  }
  /** `link` confirms; whoever can reach the customer (our e-mail, or the shop by webhook) hands it over. */
  'consent.confirmation_asked': {
    readonly customerId: string
    readonly purpose: string
    readonly channel: string
    readonly address: string
    readonly link: string
  }
  'incident.told': { readonly incidentId: string; readonly customers: number }

  'shop.connected': { readonly shopId: string; readonly platform: string }
  /** A shop's history is here. What it holds is data: nothing in it is told one by one. */
  'shop.pulled': { readonly shopId: string; readonly customers: number; readonly orders: number; readonly skipped: number }
  'shop.failed': { readonly shopId: string; readonly platform: string; readonly code: string }
  'webhook.disabled': { readonly endpointId: string; readonly reason: 'gone' | 'failing' }
  'segment.changed': { readonly segmentId: string }
  /** A customer met the condition of a segment, or no longer does, because of something that happened or of time that passed. */
  'segment.joined': { readonly segmentId: string; readonly customerId: string }
  'segment.left': { readonly segmentId: string; readonly customerId: string }

  /** What is expected of these customers was worked out again after they bought. */
  'insights.scored': { readonly customerIds: readonly string[] }
  /** Models were fitted, and what is expected of everybody worked out again. */
  'insights.fitted': { readonly fitId: string }
  /** All orders were studied: what brings customers back, and how each of them buys. */
  'insights.studied': { readonly orders: number }
  'goal.reached': { readonly goalId: string }
}

/** A JSON object, as its sender wrote it. */
export type Json = Readonly<Record<string, unknown>>

/** What every event about an order says. Amounts are minor units as text; null when the source knows none. */
interface OrderTold {
  readonly orderId: string
  readonly customerId: string
  readonly number: string | null
  readonly source: string
  readonly total: string | null
  readonly currency: string
  readonly items: number
}

export type EventName = keyof Events
