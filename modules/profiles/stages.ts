import { sql, type RawBuilder } from 'kysely'
import type { Ctx } from '#core/context'
import { findBook } from '#modules/orders'
import type { Stage, StageClock } from './domain-stage.ts'

/** Where stages stand: at the end of the day of the last order and by the activity window, as the report does; null before the first order. */
export async function stageClock(ctx: Ctx): Promise<StageClock | null> {
  const book = await findBook(ctx)
  return book === null || book.lastDay === null ? null : { asOfDay: book.lastDay, windowDays: book.windowDays }
}

/** SQL: the stage of the summary `s`, which may be missing, by the rule of domain-stage.ts. */
export function stageSql({ asOfDay, windowDays }: StageClock): RawBuilder<Stage> {
  const silence = sql`(${asOfDay}::int - s.last_day)`
  return sql<Stage>`
    case
      when coalesce(s.purchases, 0) < 1 or s.first_day is null or s.last_day is null then 'prospect'
      when ${silence} >= ${windowDays}::int then 'former'
      when s.purchases = 1 then case when 3 * ${silence} > 2 * ${windowDays}::int then 'at_risk' else 'new' end
      when 2::bigint * ${silence} * (s.purchases - 1) > 3::bigint * greatest(s.purchases - 1, s.last_day - s.first_day) then 'at_risk'
      when s.purchases = 2 then 'returned'
      else 'repeat'
    end`
}
