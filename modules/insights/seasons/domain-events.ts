import { dateParts, dayOfDate, weekdayOf } from '#pure/calendar'
import type { Calendar } from '#pure/calendar'
import { firstDayOfHijriMonth, hijriParts } from '#pure/calendar-hijri'
import type { EventName } from './api.ts'

/** The days of an event in one year, both ends included. */
export interface EventDays {
  readonly id: EventName
  readonly from: number
  readonly to: number
}

/** Which events a shop of a calendar is shown, in the order of its year. */
export const EVENTS: Readonly<Record<Calendar, readonly EventName[]>> = {
  persian: ['nowruz', 'ramadan', 'eidFitr', 'eidAdha', 'blackFriday', 'yalda', 'mothersDay', 'beforeNowruz'],
  gregorian: ['ramadan', 'eidFitr', 'eidAdha', 'blackFriday', 'christmas'],
}

/** Events whose days say nothing of what is usual around another: they stand too close to it. */
const BESIDE: Readonly<Partial<Record<EventName, readonly EventName[]>>> = {
  beforeNowruz: ['nowruz'],
  nowruz: ['beforeNowruz'],
  ramadan: ['eidFitr'],
  eidFitr: ['ramadan'],
  yalda: ['blackFriday'],
  blackFriday: ['christmas', 'yalda'],
  christmas: ['blackFriday'],
}
/** Events of the sun's year stay in their season; those of the moon's wander through them, and cannot be told from them where they meet. */
const SOLAR: readonly EventName[] = ['beforeNowruz', 'nowruz', 'yalda', 'blackFriday', 'christmas']

/** The days near an event that belong to others: `around` says nothing of what is usual, `within` hides what the event itself does. */
export function claimedDays(
  days: EventDays,
  calendar: Calendar,
  reach: number,
): { around: readonly EventDays[]; within: readonly EventDays[] } {
  const shown = EVENTS[calendar].filter((id) => id !== days.id)
  const within = SOLAR.includes(days.id) ? [] : shown.filter((id) => SOLAR.includes(id))
  const around = [...(BESIDE[days.id] ?? []).filter((id) => shown.includes(id)), ...within]
  const of = (ids: readonly EventName[]) => [...new Set(ids)].flatMap((id) => eventDays(id, days.from - reach, days.to + reach))
  return { around: of(around), within: of(within) }
}

/** The days of an event in every year that touches the span, earliest first. */
export function eventDays(id: EventName, from: number, to: number): readonly EventDays[] {
  const { years, days } = CALENDAR[id]
  const [first, last] = [years(from) - 1, years(to) + 1]
  return Array.from({ length: last - first + 1 }, (_, k) => days(first + k))
    .map((span) => ({ id, ...span }))
    .filter((span) => span.to >= from && span.from <= to)
}

interface Dated {
  /** The event's year that a day lies in. */
  readonly years: (day: number) => number
  readonly days: (year: number) => { readonly from: number; readonly to: number }
}

const persian = (day: number) => dateParts('persian', day).year
const gregorian = (day: number) => dateParts('gregorian', day).year
const hijri = (day: number) => hijriParts(day).year

const CALENDAR: Readonly<Record<EventName, Dated>> = {
  // The three weeks in which people shop for the new year.
  beforeNowruz: { years: persian, days: (year) => ({ from: at('persian', year, 1, 1) - 21, to: at('persian', year, 1, 1) - 1 }) },
  nowruz: { years: persian, days: (year) => ({ from: at('persian', year, 1, 1), to: at('persian', year, 1, 13) }) },
  // The night after 30 Azar, and the week before it.
  yalda: { years: persian, days: (year) => ({ from: at('persian', year, 9, 24), to: at('persian', year, 9, 30) }) },
  ramadan: { years: hijri, days: (year) => ({ from: firstDayOfHijriMonth(year, 9), to: firstDayOfHijriMonth(year, 10) - 1 }) },
  eidFitr: { years: hijri, days: (year) => weekUntil(firstDayOfHijriMonth(year, 10)) },
  eidAdha: { years: hijri, days: (year) => weekUntil(firstDayOfHijriMonth(year, 12) + 9) },
  mothersDay: { years: hijri, days: (year) => weekUntil(firstDayOfHijriMonth(year, 6) + 19) },
  blackFriday: { years: gregorian, days: (year) => ({ from: blackFriday(year) - 4, to: blackFriday(year) + 3 }) },
  christmas: { years: gregorian, days: (year) => ({ from: at('gregorian', year, 12, 4), to: at('gregorian', year, 12, 24) }) },
}

function weekUntil(day: number): { readonly from: number; readonly to: number } {
  return { from: day - 6, to: day }
}

/** The day after the fourth Thursday of November. */
function blackFriday(year: number): number {
  const first = at('gregorian', year, 11, 1)
  return first + ((4 - weekdayOf(first) + 7) % 7) + 22
}

function at(calendar: Calendar, year: number, month: number, day: number): number {
  return dayOfDate(calendar, year, month, day) ?? 0
}
