import { sql } from 'kysely'
import { compileCondition, type Condition } from '#modules/customers'
import type { Ctx } from '#core/context'
import type { OverlapResponse } from './api.ts'
import { LISTED } from './members/live-segments.ts'
import { segmentFor } from './queries.ts'
import { asProduct } from './segment-field.ts'

/** How many customers are only in one of two segments, in both, and only in the other. */
export async function overlapOf(given: Ctx, one: string, other: string): Promise<OverlapResponse> {
  const ctx = asProduct(given)
  const [first, second] = [await meetsOf(ctx, one), await meetsOf(ctx, other)]
  const { rows } = await sql<{ one: boolean; other: boolean; members: number }>`
    select one, other, count(*)::int as members
    from (
      select coalesce(${first}, false) as one, coalesce(${second}, false) as other
      from customers c
      left join customers_summaries s on s.workspace_id = c.workspace_id and s.customer_id = c.id
      where c.workspace_id = ${ctx.workspace.id} and ${LISTED}
    ) each_customer
    where one or other
    group by one, other`.execute(ctx.db)
  const part = (isOne: boolean, isOther: boolean) => ({
    members: rows.find((row) => row.one === isOne && row.other === isOther)?.members ?? 0,
    condition: { all: [isIn(one, isOne), isIn(other, isOther)] },
  })
  return { onlyOne: part(true, false), both: part(true, true), onlyOther: part(false, true) }
}

async function meetsOf(ctx: Ctx, id: string) {
  return (await compileCondition(ctx, (await segmentFor(ctx, id)).condition)).sql
}

function isIn(id: string, isMember: boolean): Condition {
  return { field: 'segment', op: isMember ? 'any_of' : 'none_of', value: [id] }
}
