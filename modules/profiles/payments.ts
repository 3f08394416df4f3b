import { sql } from 'kysely'
import type { Ctx } from '#core/context'

/** How punctually a customer pays what falls due. */
export interface Payments {
  /** Orders that were to be paid by a day. */
  readonly due: number
  readonly onTime: number
  readonly late: number
  /** Unpaid, and the day has passed. */
  readonly overdue: number
  /** Over orders paid late. */
  readonly meanDaysLate: number | null
}

/** A family's payments; null when nothing ever fell due. */
export async function paymentsOf(ctx: Ctx, family: readonly string[]): Promise<Payments | null> {
  const { rows } = await sql<Payments>`
    select count(*)::int as due,
           count(*) filter (where o.paid_at <= o.due_at)::int as "onTime",
           count(*) filter (where o.paid_at > o.due_at)::int as late,
           count(*) filter (where o.paid_at is null and o.due_at < ${ctx.now} and o.cancelled_at is null)::int as overdue,
           (avg(extract(epoch from o.paid_at - o.due_at) / 86400) filter (where o.paid_at > o.due_at))::float8 as "meanDaysLate"
    from orders o
    where o.workspace_id = ${ctx.workspace.id} and o.customer_id = any(${family}::uuid[]) and o.due_at is not null and o.kind = 'purchase'
  `.execute(ctx.db)
  const [payments] = rows
  return payments && payments.due > 0 ? payments : null
}
