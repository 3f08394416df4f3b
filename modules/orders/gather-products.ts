import { sql } from 'kysely'
import * as z from 'zod'
import { inTransaction, type Ctx } from '#core/context'
import { job, type Job } from '#core/jobs'
import type { Reaction } from '#core/reactions'
import type { Server } from '#core/server'
import { countProducts } from './count-products.ts'
import { seenProducts } from './domain-products.ts'
import { addProducts } from './grow-catalogue.ts'

const GATHER = 'orders.gather_products'

/** Products that an import brought join the catalogue after it, so that the import itself need not wait. */
export const gatherImportedProducts: Reaction = {
  name: 'orders.gather_imported_products',
  on: ['import.finished', 'import.undone'],
  run: (ctx) => ctx.jobs.nudge(ctx, GATHER, { workspaceId: ctx.workspace.id }),
}

/** Brings the catalogue up to date: one workspace's when nudged for it, everybody's when the clock asks. */
export function gatherProductsJob(contextsOf: (server: Server, workspaceId: string | undefined) => Promise<readonly Ctx[]>): Job {
  return job(GATHER, z.object({ workspaceId: z.uuid().optional() }).nullish(), async (server, data) => {
    for (const ctx of await contextsOf(server, data?.workspaceId)) await gatherProducts(ctx)
  })
}

/** Adds what items name and the catalogue lacks, then counts what every product sold. */
export async function gatherProducts(ctx: Ctx): Promise<void> {
  await inTransaction(ctx, async (ctx) => {
    await sql`set local work_mem = '64MB'`.execute(ctx.db)
    const lacking = [...(await lackingCodes(ctx)), ...(await lackingNames(ctx))]
    for (let from = 0; from < lacking.length; from += BATCH) {
      const lines = lacking.slice(from, from + BATCH)
      await addProducts(ctx, seenProducts(lines.map(({ at, ...item }) => ({ at, items: [{ ...item, variant: null, price: null }] }))))
    }
    await countProducts(ctx, 'all')
  })
}

const BATCH = 5000

interface Line {
  readonly code: string | null
  readonly name: string | null
  readonly category: string | null
  readonly quantity: number | null
  readonly amount: bigint | null
  readonly at: Date
}

/** One line of every code that no product has. The index is walked from one code to the next, however many lines each has. */
async function lackingCodes(ctx: Ctx): Promise<readonly Line[]> {
  const items = sql`orders_items i where i.workspace_id = ${ctx.workspace.id} and i.product_code is not null`
  const { rows } = await sql<Line>`
    with recursive codes as (
      select (select min(i.product_code) from ${items}) as code
      union all
      select (select min(i.product_code) from ${items} and i.product_code > c.code) from codes c where c.code is not null
    )
    select l.code, l.name, l.category, l.quantity, l.amount, l.at
    from codes c
    cross join lateral (
      select i.product_code as code, i.product_name as name, i.category, i.quantity, i.amount, o.ordered_at as at
      from orders_items i
      join orders o on o.workspace_id = i.workspace_id and o.id = i.order_id
      where i.workspace_id = ${ctx.workspace.id} and i.product_code = c.code and not o.negative
      limit 1
    ) l
    where c.code <> ''
      and not exists (select from orders_products p where p.workspace_id = ${ctx.workspace.id} and p.key = 'code:' || c.code)`.execute(
    ctx.db,
  )
  return rows
}

/** The same for names of lines without a code. */
async function lackingNames(ctx: Ctx): Promise<readonly Line[]> {
  const items = sql`orders_items i where i.workspace_id = ${ctx.workspace.id} and i.product_code is null and i.product_name is not null`
  const { rows } = await sql<Line>`
    with recursive names as (
      select (select min(i.product_name) from ${items}) as name
      union all
      select (select min(i.product_name) from ${items} and i.product_name > n.name) from names n where n.name is not null
    )
    select l.code, l.name, l.category, l.quantity, l.amount, l.at
    from names n
    cross join lateral (
      select i.product_code as code, i.product_name as name, i.category, i.quantity, i.amount, o.ordered_at as at
      from orders_items i
      join orders o on o.workspace_id = i.workspace_id and o.id = i.order_id
      where i.workspace_id = ${ctx.workspace.id} and i.product_code is null and i.product_name = n.name and not o.negative
      limit 1
    ) l
    where not exists (select from orders_products p where p.workspace_id = ${ctx.workspace.id} and p.spellings @> array[n.name])`.execute(
    ctx.db,
  )
  return rows
}
