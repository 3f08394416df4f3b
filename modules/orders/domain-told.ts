import { dayOf } from '#pure/zone'
import type { Paper } from './domain-incoming.ts'

/** What happened to an order by one word: what its events are made of. */
export type Happening =
  | { readonly name: 'order.placed' | 'order.paid' | 'order.shipped' | 'order.cancelled'; readonly at: Date }
  | { readonly name: 'order.delivered'; readonly at: Date; readonly late: boolean | null }
  | { readonly name: 'order.changed'; readonly at: Date; readonly fields: readonly string[] }

/** What a word about an order has brought: `before` is null when nobody had spoken of it. */
export function happenings(before: Paper | null, after: Paper, { saidAt, timeZone }: Saying): Happening[] {
  const told: Happening[] = before === null ? [{ name: 'order.placed', at: after.ordered_at }] : []
  if (after.paid_at && !before?.paid_at) told.push({ name: 'order.paid', at: after.paid_at })
  if (after.shipped_at && !before?.shipped_at) told.push({ name: 'order.shipped', at: after.shipped_at })
  if (after.delivered_at && !before?.delivered_at)
    told.push({ name: 'order.delivered', at: after.delivered_at, late: isLate(after, timeZone) })
  if (after.state === 'cancelled' && before?.state !== 'cancelled') {
    told.push({ name: 'order.cancelled', at: after.cancelled_at ?? saidAt })
  }
  const fields = before === null ? [] : changedFields(before, after).filter((field) => !(told.length > 0 && STEPS.has(field)))
  return fields.length === 0 ? told : [...told, { name: 'order.changed', at: saidAt, fields }]
}

/** When a word was said, and where its days are counted. */
interface Saying {
  readonly saidAt: Date
  readonly timeZone: string
}

/** Whether it came after the day it was promised for; null while one of the two is unknown. */
function isLate({ promised_at, delivered_at }: Paper, timeZone: string): boolean | null {
  if (promised_at === null || delivered_at === null) return null
  return dayOf(delivered_at.getTime(), timeZone) > dayOf(promised_at.getTime(), timeZone)
}

/** Which fields differ, by the names of the table's columns. */
export function changedFields(before: Paper, after: Paper): string[] {
  const old = new Map<string, unknown>(Object.entries(before))
  return Object.entries(after).flatMap(([name, value]) => (textOf(old.get(name)) === textOf(value) ? [] : [name]))
}

/** Whether the book counts the paper differently now. */
export function countsDifferently(
  before: { readonly paper: Paper; readonly kind: string; readonly customerId: string } | null,
  after: { readonly paper: Paper; readonly kind: string; readonly customerId: string },
): boolean {
  if (before === null) return after.kind !== 'free'
  if (before.kind === 'free' && after.kind === 'free') return false
  return (
    before.kind !== after.kind ||
    before.customerId !== after.customerId ||
    before.paper.total !== after.paper.total ||
    before.paper.ordered_at.getTime() !== after.paper.ordered_at.getTime()
  )
}

/** Told by an event of its own when there is one. */
const STEPS: ReadonlySet<string> = new Set(['state', 'status', 'paid_at', 'shipped_at', 'delivered_at', 'cancelled_at', 'paid_amount'])

function textOf(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) => (typeof part === 'bigint' ? String(part) : part)) ?? ''
}
