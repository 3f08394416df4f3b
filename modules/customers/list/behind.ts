import { sql, type RawBuilder } from 'kysely'
import { firstMonthOfPeriod } from '#pure/calendar'
import type { Behind, RetentionBehind, RetentionPart } from '../domain.ts'
import { activeIn, currentAt } from './months.ts'

/** SQL: whether the customer `s` (a row of customers_summaries) is one of those behind the number. */
export function isBehind(behind: Behind): RawBuilder<boolean> {
  if (behind.kind === 'retention') return isInPart(behind)
  if (behind.kind === 'cohort') return isOfCohort(behind.calendar, behind.month, behind.after)
  const { from, to } = behind
  if (behind.kind === 'purchases') return to === null ? sql`s.purchases >= ${from}` : sql`s.purchases between ${from} and ${to}`
  if (behind.kind === 'returned-in') return sql`s.return_days between ${from} and ${to}`
  if (behind.kind === 'first-day') return sql`s.first_day between ${from} and ${to}`
  if (behind.kind === 'second-day') return sql`s.first_day + s.return_days between ${from} and ${to}`
  if (behind.kind === 'return-due') return sql`s.purchases = 1 and s.first_day between ${from} and ${to}`
  return sql`case when s.purchases >= 2 then ${DUE_DAY} between ${from} and ${to} else false end`
}

/** The mean gap rounded up, in whole numbers: gap_days is a single-precision number and would round some sevens to eights. */
const DUE_DAY = sql`s.last_day + greatest(1, (s.last_day - s.first_day + s.purchases - 2) / (s.purchases - 1))`

function isOfCohort(calendar: 'gregorian' | 'persian', month: number, after: number | null): RawBuilder<boolean> {
  const first = sql<boolean>`${sql.ref(`s.first_month_${calendar}`)} = ${month}`
  return after === null ? first : sql`${first} and ${activeIn(calendar, month + after)}`
}

/** The parts of a period as cells count them: gained ones first bought in it, kept ones were current at its start. */
function isInPart({ calendar, period, index, part, running }: RetentionBehind): RawBuilder<boolean> {
  const firstMonth = firstMonthOfPeriod(period, index)
  const start = currentAt(calendar, firstMonth)
  const end = running
    ? sql<boolean>`s.last_day >= ${running.asOfDay + 1 - running.windowDays}`
    : currentAt(calendar, firstMonthOfPeriod(period, index + 1))
  const isNew = sql<boolean>`${sql.ref(`s.first_month_${calendar}`)} >= ${firstMonth}`
  const parts: Record<RetentionPart, RawBuilder<boolean>> = {
    start,
    end,
    new: sql`${isNew} and ${end}`,
    retained: sql`${start} and ${end}`,
    wonBack: sql`not ${isNew} and not ${start} and ${end}`,
    lost: sql`${start} and not ${end}`,
  }
  return parts[part]
}
