import { sql } from 'kysely'
import type { Ctx } from '#core/context'
import { maskEmail, maskPhone } from '#pure/mask'
import type { EditsResponse } from './api.ts'
import { familyFor } from './family.ts'

interface EditRow {
  readonly id: string
  readonly field: string
  readonly before: unknown
  readonly after: unknown
  readonly changed_by: string
  readonly member: string | null
  readonly changed_at: Date
}

/** Who changed what about a person and when, newest first; of one field when it is named. */
export async function listEdits(
  ctx: Ctx,
  customerId: string,
  { field, limit }: { readonly field?: string | undefined; readonly limit: number },
): Promise<EditsResponse> {
  const family = await familyFor(ctx, customerId)
  const { rows } = await sql<EditRow>`
    select e.id, e.field, e.before, e.after, e.changed_by, u.name as member, e.changed_at
    from customers_edits e
    left join auth_users u on u.id = e.changed_by
    where e.workspace_id = ${ctx.workspace.id} and e.customer_id = any(${family}::uuid[])
      and ${field === undefined ? sql`true` : sql`e.field = ${field}`}
    order by e.changed_at desc, e.id desc
    limit ${limit}`.execute(ctx.db)
  const mask = ctx.actor.can.has('customers:contact') ? (_: string, value: unknown) => value : masked
  return {
    rows: rows.map((row) => ({
      id: row.id,
      field: row.field,
      before: mask(row.field, row.before),
      after: mask(row.field, row.after),
      by: row.member ?? row.changed_by.split(':')[0] ?? '',
      isMember: row.member !== null,
      at: row.changed_at.toISOString(),
    })),
  }
}

function masked(field: string, value: unknown): unknown {
  if (typeof value !== 'string') return value
  if (field === 'phone') return maskPhone(value)
  return field === 'email' ? maskEmail(value) : value
}
