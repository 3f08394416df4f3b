import { sql, type RawBuilder } from 'kysely'
import type { Calendar } from '#pure/calendar'

/** SQL: whether the customer `s` (a row of customers_summaries) was current at the start of the month; false outside the map. */
export function currentAt(calendar: Calendar, month: number): RawBuilder<boolean> {
  return hasBit(sql.ref(`s.current_${calendar}`), sql.ref(`s.first_month_${calendar}`), month)
}

/** SQL: whether the customer `s` bought in the month; false outside the map. */
export function activeIn(calendar: Calendar, month: number): RawBuilder<boolean> {
  return hasBit(sql.ref(`s.active_${calendar}`), sql.ref(`s.first_month_${calendar}`), month)
}

/** get_bit() refuses positions outside the map, and only CASE promises that it is not asked for them. */
function hasBit(map: RawBuilder<unknown>, firstMonth: RawBuilder<unknown>, month: number): RawBuilder<boolean> {
  return sql<boolean>`
    case when ${month} >= ${firstMonth} and ${month} - ${firstMonth} < octet_length(${map}) * 8
      then get_bit(${map}, ${month} - ${firstMonth}) = 1 else false end`
}
