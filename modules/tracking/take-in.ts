import { sql } from 'kysely'
import type { Ctx } from '#core/context'
import { emitAll, type NewEvent } from '#core/events'
import { lockIdentities, resolveCustomers, sayAbout, touchSeen, type Claim, type Resolved, type Saying } from '#modules/customers'
import { lockBook } from '#modules/orders'
import { isObject, textOf, type JsonObject } from './domain-messages.ts'
import { contextToKeep } from './domain-visits.ts'
import { protectContacts } from './protect-contacts.ts'
import type { ReadMessage } from './read-stored.ts'
import { takeCarts } from './take-carts.ts'
import { takeConsents } from './take-consents.ts'
import { takeOrders } from './take-orders.ts'

/** A message and who it is about. */
export type Placed = ReadMessage & Pick<Resolved, 'profileId' | 'customerId'>

/** Lets messages have their effects, in the caller's transaction: all of them, or it throws. Locks are taken in the order of all writers. */
export async function takeIn(ctx: Ctx, messages: readonly ReadMessage[]): Promise<void> {
  await lockIdentities(ctx)
  if (messages.some(({ order, cart }) => order !== null || cart !== null)) await lockBook(ctx)
  const placed = await placeAll(ctx, messages)
  await noteDigested(ctx, placed)
  await sayAbout(ctx, await protectContacts(ctx, placed.flatMap(sayingOf)))
  await takeConsents(ctx, placed)
  await takeOrders(ctx, placed)
  await takeCarts(ctx, placed)
  await touchSeen(ctx, lastSightings(placed))
  await emitAll(ctx, placed.flatMap(visitOf))
}

/** Most messages of a batch come from the same few people: each claim is made once, at its earliest time. */
async function placeAll(ctx: Ctx, messages: readonly ReadMessage[]): Promise<Placed[]> {
  const claims = new Map<string, Claim>()
  const keys = messages.map(({ claim }) => {
    const key = JSON.stringify([claim.trusted, claim.identifiers])
    const known = claims.get(key)
    if (!known || claim.at < known.at) claims.set(key, claim)
    return key
  })
  const resolved = await resolveCustomers(ctx, [...claims.values()])
  const byKey = new Map([...claims.keys()].map((key, index) => [key, resolved[index]]))
  return messages.map((message, index) => {
    const who = byKey.get(keys[index] ?? '')
    if (!who) throw new Error('every claim is resolved')
    return { ...message, profileId: who.profileId, customerId: who.customerId }
  })
}

async function noteDigested(ctx: Ctx, placed: readonly Placed[]): Promise<void> {
  await sql`
    update tracking_messages m set state = 'digested', error = null, profile_id = d.profile_id, cart_key = d.cart_key
    from unnest(
      ${placed.map(({ id }) => id)}::uuid[], ${placed.map(({ profileId }) => profileId)}::uuid[], ${placed.map(({ cartKey }) => cartKey)}::text[]
    ) as d (id, profile_id, cart_key)
    where m.workspace_id = ${ctx.workspace.id} and m.id = d.id`.execute(ctx.db)
}

function sayingOf({ person, profileId, at, origin }: Placed): Saying[] {
  if (!person) return []
  const { fields, attributes } = person
  if (Object.keys(fields).length === 0 && Object.keys(attributes).length === 0) return []
  return [{ profileId, at, by: origin.isTrusted ? 'tracking' : 'browser', fields, attributes }]
}

function lastSightings(placed: readonly Placed[]) {
  const last = new Map<string, Date>()
  for (const { profileId, at } of placed) {
    const known = last.get(profileId)
    if (!known || known < at) last.set(profileId, at)
  }
  return [...last].map(([profileId, at]) => ({ profileId, at }))
}

/** What goes onto the timeline by itself; identify and alias are seen by what they change. */
function visitOf({ type, body, profileId, at, messageId, origin }: Placed): NewEvent[] {
  const options = { customerId: profileId, occurredAt: at, messageId }
  const source = origin.name
  const context = contextToKeep(body.context)
  const properties = objectOf(body.properties)
  const name = textOf(body.name) ?? textOf(properties.name)
  if (type === 'track') return [{ name: 'visit.tracked', payload: { event: String(body.event), properties, context, source }, ...options }]
  if (type === 'page') return [{ name: 'visit.paged', payload: { name, properties, context, source }, ...options }]
  if (type === 'screen') return [{ name: 'visit.screened', payload: { name, properties, context, source }, ...options }]
  if (type !== 'group') return []
  return [{ name: 'visit.grouped', payload: { groupId: textOf(body.groupId) ?? '', traits: objectOf(body.traits), source }, ...options }]
}

function objectOf(value: unknown): JsonObject {
  return isObject(value) ? value : {}
}
