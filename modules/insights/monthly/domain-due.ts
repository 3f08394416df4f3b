import { firstDayOfMonth, monthIndex } from '#pure/calendar'
import type { Calendar } from '#pure/calendar'
import { dayOf, instantOf } from '#pure/zone'

const HOUR_MS = 3_600_000
/** The report leaves at this hour of the first day of the new month; a server that was off sends it on one of the days after. */
const HOUR = 7
const LAST_DAY = 7

/** A report that is due: of which month, and for readers since before when. */
export interface DueReport {
  readonly month: number
  /** The month's first day. */
  readonly firstDay: number
  readonly since: Date
}

/** The report that is due now where the workspace is; null on other days, and before the morning. */
export function dueReport(now: Date, { calendar, timeZone }: { readonly calendar: Calendar; readonly timeZone: string }): DueReport | null {
  const day = dayOf(now.getTime(), timeZone)
  const month = monthIndex(calendar, day)
  const first = firstDayOfMonth(calendar, month)
  const morning = instantOf(first, HOUR * HOUR_MS, timeZone)
  if (now.getTime() < morning || day >= first + LAST_DAY) return null
  return { month: month - 1, firstDay: firstDayOfMonth(calendar, month - 1), since: new Date(morning) }
}

const MINUTE_MS = 60_000
const WAITS = [1, 5, 30, 120, 360, 1440].map((minutes) => minutes * MINUTE_MS)

/** How long a letter waits after so many attempts; null when it is given up. */
export function waitAfter(attempts: number): number | null {
  return WAITS[attempts - 1] ?? null
}
