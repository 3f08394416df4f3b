import { sql } from 'kysely'
import type { Ctx } from '#core/context'

/** How a customer keeps to what was agreed about paying. */
export interface Punctuality {
  /** Orders with a date to be paid by. */
  readonly due: number
  readonly paidOnTime: number
  readonly paidLate: number
  /** Of those paid, whole days after the date, early ones counting as none; null before the first. */
  readonly meanDaysLate: number | null
  readonly open: number
  readonly overdue: number
  /** What the overdue ones still owe, in minor units. */
  readonly owed: bigint | null
}

/** How the family has paid so far. A payment on the day itself is on time; cancelled orders owe nothing. */
export async function punctualityOf(ctx: Ctx, family: readonly string[]): Promise<Punctuality> {
  const { rows } = await sql<Row>`
    select count(*)::int as due,
           count(*) filter (where paid_day <= due_day)::int as on_time,
           count(*) filter (where paid_day > due_day)::int as late,
           (avg(greatest(paid_day - due_day, 0)) filter (where paid_day is not null))::float8 as mean_days,
           count(*) filter (where paid_day is null)::int as open,
           count(*) filter (where paid_day is null and today > due_day)::int as overdue,
           sum(owed) filter (where paid_day is null and today > due_day)::bigint as owed
    from (
      select (o.due_at at time zone ${ctx.workspace.timeZone})::date as due_day, (o.paid_at at time zone ${ctx.workspace.timeZone})::date as paid_day,
             (${ctx.now}::timestamptz at time zone ${ctx.workspace.timeZone})::date as today, o.total - coalesce(o.paid_amount, 0) as owed
      from orders o
      where o.workspace_id = ${ctx.workspace.id} and o.customer_id = any(${family}::uuid[]) and o.due_at is not null and not o.negative
        and o.state is distinct from 'cancelled'
    ) dues`.execute(ctx.db)
  const row = rows[0]
  if (!row) throw new Error('an aggregate gives a row')
  return {
    due: row.due,
    paidOnTime: row.on_time,
    paidLate: row.late,
    meanDaysLate: row.mean_days,
    open: row.open,
    overdue: row.overdue,
    owed: row.owed,
  }
}

interface Row {
  readonly due: number
  readonly on_time: number
  readonly late: number
  readonly mean_days: number | null
  readonly open: number
  readonly overdue: number
  readonly owed: bigint | null
}
