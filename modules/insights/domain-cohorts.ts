import { customersAt, lineCell } from '#domain/orders'
import type { CalendarCells } from '#domain/orders'
import { monthIndex, periodKey } from '#pure/calendar'
import type { Calendar } from '#pure/calendar'
import type { ReturnReport } from './api.ts'

/** Customers by month of first purchase, each followed to the month of `asOfDay`; months without new customers are left out. */
export function cohorts(cells: CalendarCells, calendar: Calendar, asOfDay: number, hasAmounts: boolean): ReturnReport['cohorts'] {
  const lastMonth = monthIndex(calendar, asOfDay)
  const found = [...cells.cohort].filter(([, line]) => customersAt(line, 0) > 0).toSorted(([a], [b]) => a - b)
  return found.map(([index, line]) => {
    const months = Math.max(0, lastMonth - index)
    return {
      cohort: periodKey('month', index),
      index,
      size: customersAt(line, 0),
      active: Array.from({ length: months }, (_, k) => customersAt(line, k + 1)),
      revenue: hasAmounts ? Array.from({ length: months + 1 }, (_, k) => String(lineCell(line, k).amount)) : null,
    }
  })
}
