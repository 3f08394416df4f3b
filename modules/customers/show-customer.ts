import { sql } from 'kysely'
import * as z from 'zod'
import { audit } from '#core/audit'
import type { Ctx } from '#core/context'
import { notFound } from '#core/errors'
import { maskEmail, maskPhone } from '#pure/mask'
import { dayOf } from '#pure/zone'
import type { CustomerIdentifier, CustomerResponse, CustomerRow } from './api.ts'
import { identifiersOf } from './identity/identifiers.ts'
import { familyOf } from './identity/families.ts'
import { customerFor, type CustomerRecord } from './queries.ts'

/** One customer with the first numbers. An id that was merged away leads to the customer that it belongs to now. */
export async function showCustomer(ctx: Ctx, id: string): Promise<CustomerResponse> {
  const profileIds = await familyOf(ctx, id)
  const [root] = profileIds
  if (root === undefined) throw notFound('customers.not_found')
  const customer = await customerFor(ctx, root)
  const person = await personOf(ctx, root)
  const identifiers = await identifiersOf(ctx, profileIds)
  await auditView(ctx, root)
  const shown = {
    ...customerRow(customer),
    refunded: textOf(customer.refunded),
    usualGapDays: customer.gap_days,
    returnDays: customer.return_days,
    daysSinceLast: customer.last_day === null ? null : Math.max(0, dayOf(ctx.now.getTime(), ctx.workspace.timeZone) - customer.last_day),
    createdAt: customer.created_at.toISOString(),
    ...person,
    identifiers: identifiers.map((each) => ({ ...each, isPrimary: isPrimary(each, customer) })),
    profileIds,
    isMasked: false,
  }
  return ctx.actor.can.has('customers:contact') ? shown : masked(shown)
}

/** A customer as lists show it. */
export function customerRow(customer: CustomerRecord): CustomerRow {
  return {
    id: customer.id,
    name: customer.name,
    phone: customer.phone,
    email: customer.email,
    externalId: customer.external_id,
    country: customer.country,
    purchases: customer.purchases ?? 0,
    revenue: textOf(customer.revenue),
    refunds: customer.refunds ?? 0,
    firstAt: customer.first_at?.toISOString() ?? null,
    lastAt: customer.last_at?.toISOString() ?? null,
  }
}

/** What of a value is shown to somebody who may not write to customers. */
export function maskIdentifier(kind: CustomerIdentifier['kind'], value: string): string {
  if (kind === 'email') return maskEmail(value)
  if (kind === 'external') return value
  return kind === 'phone' ? maskPhone(value) : `${[...value][0] ?? ''}•••`
}

const Attributes = z.record(z.string(), z.unknown())

async function personOf(ctx: Ctx, id: string) {
  const row = await ctx.db
    .selectFrom('customers')
    .select(['kind', 'trade', 'city', 'language', 'birthday', 'birthday_calendar', 'acquisition', 'owner_id', 'payment_terms_days'])
    .select(['tags', 'attributes', 'is_visitor', 'seen_at', 'erased_at'])
    .where('workspace_id', '=', ctx.workspace.id)
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  const attributes = Object.entries(Attributes.parse(row.attributes)).flatMap(([key, value]): [string, string | number | boolean][] =>
    typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? [[key, value]] : [],
  )
  return {
    kind: row.kind,
    trade: row.trade,
    city: row.city,
    language: row.language,
    birthday: row.birthday && row.birthday_calendar ? { date: row.birthday, calendar: row.birthday_calendar } : null,
    acquisition: row.acquisition,
    ownerId: row.owner_id,
    paymentTermsDays: row.payment_terms_days,
    tags: row.tags,
    attributes: Object.fromEntries(attributes),
    isVisitor: row.is_visitor,
    seenAt: row.seen_at?.toISOString() ?? null,
    erasedAt: row.erased_at?.toISOString() ?? null,
  }
}

function isPrimary({ kind, value }: { readonly kind: string; readonly value: string }, customer: CustomerRecord): boolean {
  return (kind === 'phone' && value === customer.phone) || (kind === 'email' && value === customer.email)
}

function masked(customer: CustomerResponse): CustomerResponse {
  return {
    ...customer,
    phone: customer.phone && maskPhone(customer.phone),
    email: customer.email && maskEmail(customer.email),
    identifiers: customer.identifiers.map((each) => ({ ...each, value: maskIdentifier(each.kind, each.value) })),
    isMasked: true,
  }
}

const VIEW_MINUTES = 10

/** Opening a page again and again, as live updates do, is one view. */
async function auditView(ctx: Ctx, customerId: string): Promise<void> {
  const actor = ctx.actor.userId ?? ctx.actor.id ?? null
  if (actor === null) return
  const since = new Date(ctx.now.getTime() - VIEW_MINUTES * 60_000)
  const { rows } = await sql`
    select from audit_entries
    where workspace_id = ${ctx.workspace.id} and subject_kind = 'customer' and subject_id = ${customerId} and at > ${since}
      and actor_id = ${actor} and action = 'customer.viewed'
    limit 1`.execute(ctx.db)
  if (rows.length === 0) await audit(ctx, 'customer.viewed', { kind: 'customer', id: customerId })
}

function textOf(amount: bigint | null): string | null {
  return amount === null ? null : String(amount)
}
