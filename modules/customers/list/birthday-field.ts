import { sql, type RawBuilder } from 'kysely'
import { columnMeets, daysOfCondition } from '#core/filters'
import type { FilterChoice, FilterField } from '#core/holdings'
import { type Calendar, dateParts, dayOfDate, firstDayOfMonth, monthIndex } from '#pure/calendar'
import { monthName } from '#pure/dates'
import { yearlyDays } from '#pure/periods'

/** In which month of the workspace's calendar a birthday lies. */
export const birthdayField: FilterField = {
  name: 'birthday_month',
  label: { fa: 'ماه تولد', en: 'Birthday month' },
  type: 'choice',
  may: 'customers:read',
  ops: ['any_of', 'none_of', 'known', 'unknown'],
  choices: async (ctx) => monthsOf(ctx.workspace.calendar),
  sql: (ctx, condition) => columnMeets(ctx, 'choice', monthOfBirthday(ctx.workspace.calendar), condition),
}

/** When the birthday comes round, or came round last. */
export const birthdayDayField: FilterField = {
  name: 'birthday',
  label: { fa: 'تولد', en: 'Birthday' },
  type: 'day',
  may: 'customers:read',
  ops: ['in_next', 'in_last', 'in_period', 'known', 'unknown'],
  sql: (ctx, condition) => {
    if (condition.op === 'known' || condition.op === 'unknown') return columnMeets(ctx, 'iso_day', sql.raw('c.birthday'), condition)
    const { from, to } = daysOfCondition(ctx, condition)
    const span = { from: from ?? 0, to: to ?? 0 }
    return sql<boolean>`right(c.birthday, 5) = any(case c.birthday_calendar
      when 'persian' then ${yearlyDays('persian', span)}::text[] else ${yearlyDays('gregorian', span)}::text[] end)`
  },
}

/** A birthday is kept in the calendar that it was told in; one of the other calendar is told over by a year in which both begin as usual. */
function monthOfBirthday(calendar: Calendar): RawBuilder<string> {
  const other = calendar === 'persian' ? 'gregorian' : 'persian'
  const bounds = MONTHS.map((month) => ({ month, begins: monthDayIn(other, calendar, month) })).sort((a, b) =>
    a.begins < b.begins ? 1 : -1,
  )
  const latest = bounds[0]?.month ?? 12
  return sql<string>`
    case c.birthday_calendar
      when ${calendar} then left(right(c.birthday, 5), 2)
      when ${other} then case ${sql.join(
        bounds.map(({ month, begins }) => sql`when right(c.birthday, 5) >= ${begins} then ${text(month)}`),
        sql` `,
      )} else ${text(latest)} end
    end`
}

const MONTHS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]

/** 'mm-dd' in the calendar `other` of the day on which a month of `calendar` begins; 20 March 2025 is the last day of 1403. */
function monthDayIn(other: Calendar, calendar: Calendar, month: number): string {
  const day = dayOfDate('gregorian', 2025, 6, 1) ?? 0
  const year = Math.floor(monthIndex(calendar, day) / 12)
  const parts = dateParts(other, firstDayOfMonth(calendar, year * 12 + month - 1))
  return `${text(parts.month)}-${text(parts.day)}`
}

function text(number: number): string {
  return String(number).padStart(2, '0')
}

function monthsOf(calendar: Calendar): FilterChoice[] {
  return MONTHS.map((month) => ({
    value: text(month),
    label: { fa: monthName(calendar, month, 'fa', 'long'), en: monthName(calendar, month, 'en', 'long') },
  }))
}
