import type { Ctx } from '#core/context'
import { dayOf } from '#pure/zone'
import type { CustomerResponse, CustomerRow } from './api.ts'
import { customerFor, type CustomerRecord } from './queries.ts'

/** One customer with the first numbers. */
export async function showCustomer(ctx: Ctx, id: string): Promise<CustomerResponse> {
  const customer = await customerFor(ctx, id)
  return {
    ...customerRow(customer),
    refunded: textOf(customer.refunded),
    usualGapDays: customer.gap_days,
    returnDays: customer.return_days,
    daysSinceLast: customer.last_day === null ? null : Math.max(0, dayOf(ctx.now.getTime(), ctx.workspace.timeZone) - customer.last_day),
    createdAt: customer.created_at.toISOString(),
  }
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

function textOf(amount: bigint | null): string | null {
  return amount === null ? null : String(amount)
}
