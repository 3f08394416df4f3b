import type { EventName } from '../../../app/events.ts'

/** Under which name the place in the log is kept. */
export const REACTION = 'segments.follow_members'

/** What visitors do on a site or in an app. */
export const VISITS = ['visit.tracked', 'visit.paged', 'visit.screened', 'visit.grouped'] as const satisfies readonly EventName[]

/** What tells that many customers changed at once, long ago; or that days now begin at another hour. */
export const HISTORY = ['import.finished', 'import.undone', 'shop.pulled', 'workspace.changed'] as const satisfies readonly EventName[]

/** What tells that all customers may stand differently now. */
export const STUDIES = ['insights.fitted', 'insights.studied'] as const satisfies readonly EventName[]

/** What happens to one customer. */
export const FOLLOWED = [
  ...VISITS,
  'customer.created',
  'customer.changed',
  'customer.merged',
  'customer.unmerged',
  'customer.stage_changed',
  'customer.noted',
  'customer.erased',
  'order.placed',
  'order.changed',
  'order.cancelled',
  'order.refunded',
  'order.paid',
  'order.shipped',
  'order.delivered',
  'return.requested',
  'return.changed',
  'cart.changed',
  'cart.checked_out',
  'consent.changed',
] as const satisfies readonly EventName[]
