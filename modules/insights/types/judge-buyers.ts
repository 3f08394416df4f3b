import type { Ctx } from '#core/context'
import { buyingOf, type BuyingOptions } from './domain-buying.ts'
import { typeOf, type TypeThresholds } from './domain-types.ts'
import { visitDays } from './read-visits.ts'
import type { TypeRow } from './write-types.ts'
import type { Names, StudiedCustomer } from '../why/domain-studied.ts'

/** By what customers are judged. */
export interface Judging extends BuyingOptions {
  readonly thresholds: TypeThresholds
}

/** How each of these customers buys, and what type that makes them. */
export async function judgeBuyers(ctx: Ctx, customers: readonly StudiedCustomer[], names: Names, judging: Judging): Promise<TypeRow[]> {
  const visited = await visitDays(
    ctx,
    customers.map(({ customerId }) => customerId),
    judging.asOfDay,
  )
  return customers.map((customer) => {
    const buying = buyingOf(customer, names, judging)
    const days = visited.get(customer.customerId) ?? []
    const bought = new Set(customer.orders.map(({ day }) => day))
    const visits = { visits: days.length, visitsWithout: days.filter((day) => !bought.has(day)).length }
    return { customerId: customer.customerId, type: typeOf({ ...buying, ...visits }, judging.thresholds), buying, ...visits }
  })
}
