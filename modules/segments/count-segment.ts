import { sql } from 'kysely'
import { choiceOfCustomers, countCustomers, type Condition } from '#modules/customers'
import { inTransaction, type Ctx } from '#core/context'
import { streamRows } from '#core/stream-rows'
import type { SegmentCount } from './api.ts'
import { segmentFor } from './queries.ts'
import { asProduct } from './segment-field.ts'

/** How many customers are in the segment now, counted by its condition. */
export async function countSegment(ctx: Ctx, id: string): Promise<SegmentCount> {
  const { condition } = await segmentFor(ctx, id)
  return countCondition(asProduct(ctx), condition)
}

/** How many customers meet a condition that the actor may ask for. */
export async function countCondition(ctx: Ctx, condition: Condition): Promise<SegmentCount> {
  return { members: await countCustomers(ctx, { filter: condition }), countedAt: ctx.now.toISOString() }
}

/** The ids of everybody in the segment, however many there are, as of one moment. */
export async function* eachMember(ctx: Ctx, id: string): AsyncGenerator<string> {
  const { condition } = await inTransaction(ctx, (ctx) => segmentFor(ctx, id))
  const { where, listed } = await inTransaction(ctx, (ctx) => choiceOfCustomers(asProduct(ctx), { filter: condition }))
  const rows = streamRows<{ id: string }>(
    ctx,
    sql`
      select c.id
      from customers c
      left join customers_summaries s on s.workspace_id = c.workspace_id and s.customer_id = c.id
      where c.workspace_id = ${ctx.workspace.id} and ${listed} and ${where}
      order by c.id`,
  )
  for await (const { id } of rows) yield id
}
