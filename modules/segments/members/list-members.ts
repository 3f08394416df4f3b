import { sql } from 'kysely'
import * as z from 'zod'
import { customerFor } from '#modules/customers'
import type { Ctx } from '#core/context'
import { readCursor, writeCursor } from '#core/paging'
import type { MemberResponse, MembersQuery, MembersResponse } from '../api.ts'
import { segmentFor } from '../queries.ts'
import { segmentCondition } from '../segment-field.ts'

const Place = z.tuple([z.uuid()])

/** Who is in the segment, as it was last told, by id. */
export async function listMembers(ctx: Ctx, id: string, { cursor, limit }: MembersQuery): Promise<MembersResponse> {
  await segmentFor(ctx, id)
  const after = cursor === undefined ? sql`true` : sql`m.customer_id > ${readCursor(Place, cursor)[0]}::uuid`
  const { rows } = await sql<{ id: string; name: string | null; since: Date | null }>`
    select m.customer_id as id, c.name, m.since
    from segments_members m
    join customers c on c.workspace_id = m.workspace_id and c.id = m.customer_id
    where m.workspace_id = ${ctx.workspace.id} and m.segment_id = ${id} and ${after}
    order by m.customer_id
    limit ${limit + 1}`.execute(ctx.db)
  const page = rows.slice(0, limit)
  const last = page.at(-1)
  return {
    members: page.map((row) => ({ customerId: row.id, name: row.name, since: row.since?.toISOString() ?? null })),
    next: last && rows.length > limit ? writeCursor([last.id]) : null,
  }
}

/** Whether the customer meets the condition at this moment. */
export async function showMember(ctx: Ctx, id: string, customerId: string): Promise<MemberResponse> {
  const meets = await segmentCondition(ctx, id)
  const customer = await customerFor(ctx, customerId)
  const { rows } = await sql<{ meets: boolean; since: Date | null }>`
    select ((${meets}) is true and not c.is_visitor) as meets,
      (select m.since from segments_members m where m.workspace_id = c.workspace_id and m.segment_id = ${id} and m.customer_id = c.id) as since
    from customers c
    left join customers_summaries s on s.workspace_id = c.workspace_id and s.customer_id = c.id
    where c.workspace_id = ${ctx.workspace.id} and c.id = ${customer.id}`.execute(ctx.db)
  const isMember = rows[0]?.meets ?? false
  return { isMember, since: isMember ? (rows[0]?.since?.toISOString() ?? null) : null }
}
