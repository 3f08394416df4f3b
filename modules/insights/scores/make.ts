import { randomUUIDv7 } from 'node:crypto'
import { sql } from 'kysely'
import { inTransaction, type Ctx } from '#core/context'
import { recountAll } from '#modules/orders'
import { startRandom } from '../models/make.ts'

/** Purchases of one customer: local days since 1970 and minor units, null where unknown. */
export type Bought = readonly (readonly [day: number, total: number | null])[]

/** A counted shop of these customers, for tests; gives their ids. */
export async function makeShop(ctx: Ctx, customers: readonly Bought[]): Promise<string[]> {
  const ids = customers.map(() => randomUUIDv7())
  const orders = customers.flatMap((bought, k) =>
    bought.map(([day, total]) => ({ customer: ids[k], at: new Date(day * 86_400_000 + 43_200_000), total })),
  )
  await inTransaction(ctx, async (ctx) => {
    await sql`
      insert into customers (workspace_id, id, name, search, created_at)
      select ${ctx.workspace.id}::uuid, id, 'Sara', 'sara', now() from unnest(${ids}::uuid[]) id`.execute(ctx.db)
    await sql`
      insert into orders (workspace_id, id, customer_id, source, number, negative, kind, ordered_at, total, currency)
      select ${ctx.workspace.id}::uuid, o.id, o.customer, 'import', o.id::text, false, 'purchase', o.at, o.total, ${ctx.workspace.currency}
      from unnest(
        ${orders.map(() => randomUUIDv7())}::uuid[], ${orders.map(({ customer }) => customer)}::uuid[], ${orders.map(({ at }) => at.toISOString())}::timestamptz[],
        ${orders.map(({ total }) => total)}::int8[]
      ) o (id, customer, at, total)`.execute(ctx.db)
    await recountAll(ctx)
  })
  return ids
}

/** 2025-01-01. */
export const START = 20_089

/** Customers who buy at their own pace and for their own amounts over a year, and of whom some leave after a purchase; the same on every run. */
export function randomCustomers(count: number): Bought[] {
  const { uniform, gamma } = startRandom(2)
  return Array.from({ length: count }, () => {
    const first = START + Math.floor(uniform() * 180)
    const gap = 4 / uniform()
    const leaves = 0.6 * uniform()
    const level = 1500 / gamma(4)
    const bought: [number, number][] = []
    for (let day = first; day < START + 365; day += Math.ceil(-Math.log(uniform()) * gap)) {
      bought.push([day, Math.ceil(level * gamma(6))])
      if (uniform() < leaves) break
    }
    return bought
  })
}
