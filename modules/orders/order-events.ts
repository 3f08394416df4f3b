import type { NewEvent } from '#core/events'
import type { Told } from './domain-incoming.ts'
import type { Happening } from './domain-told.ts'

/** What events say about an order or a refund. */
export interface ToldPaper {
  readonly id: string
  readonly source: string
  readonly number: string
  readonly currency: string
  readonly told: Told
}

/** The event of something that happened to an order. */
export function eventOf(order: ToldPaper, happening: Happening): NewEvent {
  const payload = tell(order)
  const when = { customerId: payload.customerId, occurredAt: happening.at }
  if (happening.name === 'order.delivered') return { name: happening.name, payload: { ...payload, late: happening.late }, ...when }
  if (happening.name === 'order.changed') return { name: happening.name, payload: { ...payload, fields: happening.fields }, ...when }
  return { name: happening.name, payload, ...when }
}

/** The event of something that went back; its order may not have arrived yet. */
export function refundEventOf(order: ToldPaper | null, refund: ToldPaper): NewEvent {
  const { total, profile, ordered_at } = refund.told.paper
  return {
    name: 'order.refunded',
    payload: { ...tell(order ?? refund), customerId: profile, refundId: refund.id, amount: total === null ? null : String(total) },
    customerId: profile,
    occurredAt: ordered_at,
  }
}

function tell({ id, source, number, currency, told }: ToldPaper) {
  const { profile, total, items } = told.paper
  return {
    orderId: id,
    customerId: profile,
    number: number.startsWith('~') ? null : number,
    source,
    total: total === null ? null : String(total),
    currency,
    items: items?.length ?? 0,
  }
}
