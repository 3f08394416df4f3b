import ICAL from 'ical.js'
import * as z from 'zod'
import { isoOfDay } from '#pure/calendar'
import { instantOf, isTimeZone, offsetAt } from '#pure/zone'

/** A calendar as it was sent, and what of it is wanted. */
export const CalendarInput = z.object({ text: z.string(), timeZone: z.string(), from: z.number(), until: z.number() })
export type CalendarInput = z.infer<typeof CalendarInput>

/** A time during which the shop is closed, by the clock on its wall: '2026-03-21T00:00' to '2026-03-22T00:00' is a whole day. */
export const Closure = z.object({ name: z.string(), from: z.string(), till: z.string() })
export type Closure = z.infer<typeof Closure>

export const CalendarReading = z.object({
  closures: z.array(Closure),
  refusal: z.enum(['not_ical', 'too_many', 'too_often', 'empty']).nullable(),
})
export type CalendarReading = z.infer<typeof CalendarReading>

const MOST_EVENTS = 2_000
const MOST_CLOSURES = 5_000
/** Steps over repetitions of all events together: a daily event of half a century needs twenty thousand. */
const MOST_STEPS = 25_000
const DAY = 86_400_000

/** What an iCalendar file says of the days between two (days since 1970): repetitions written out, the shop's own clock, in order. */
export function readCalendar({ text, timeZone, from, until }: CalendarInput): CalendarReading {
  const events = eventsIn(text)
  if (events === null) return refusal('not_ical')
  if (events.length > MOST_EVENTS) return refusal('too_many')
  if (events.some(isTooFrequent)) return refusal('too_often')
  const closures: Closure[] = []
  const budget = { steps: MOST_STEPS }
  for (const event of events) {
    for (const { startDate, endDate } of occurrencesOf(event, { from: from * DAY, till: (until + 1) * DAY }, budget)) {
      const begin = wallOf(startDate, zoneOf(event), timeZone)
      const end = Math.max(wallOf(endDate, zoneOf(event), timeZone), begin + (startDate.isDate ? DAY : 0))
      if (end > from * DAY && end > begin && begin < (until + 1) * DAY)
        closures.push({ name: nameOf(event), from: wallText(begin), till: wallText(end) })
    }
    if (closures.length > MOST_CLOSURES || budget.steps <= 0) return refusal('too_many')
  }
  if (closures.length === 0) return refusal('empty')
  return { closures: closures.toSorted((a, b) => (a.from < b.from ? -1 : 1)), refusal: null }
}

function refusal(why: NonNullable<CalendarReading['refusal']>): CalendarReading {
  return { closures: [], refusal: why }
}

/** Events that hold; changed single occurrences hang at the event that they change. Null when the text is no calendar. */
function eventsIn(text: string): ICAL.Event[] | null {
  try {
    const calendars = ICAL.Component.fromString(text)
    if (calendars.name !== 'vcalendar') return null
    const events = calendars
      .getAllSubcomponents('vevent')
      .map((component) => new ICAL.Event(component, { strictExceptions: true, exceptions: [] }))
    const standing = events.filter((event) => event.component.getFirstPropertyValue('status') !== 'CANCELLED' && event.startDate)
    const whole = standing.filter((event) => !event.isRecurrenceException())
    const byUid = new Map(whole.map((event) => [event.uid, event]))
    for (const changed of standing) if (changed.isRecurrenceException()) byUid.get(changed.uid)?.relateException(changed)
    return whole
  } catch {
    return null
  }
}

/** Nobody closes every hour; such rules are there to keep a server busy. */
function isTooFrequent(event: ICAL.Event): boolean {
  return ['SECONDLY', 'MINUTELY', 'HOURLY'].some((frequency) => Object.keys(event.getRecurrenceTypes()).includes(frequency))
}

interface Occurrence {
  readonly startDate: ICAL.Time
  readonly endDate: ICAL.Time
}

/** Those that may fall into the days wanted. Each step is taken from the budget, and the way ends with it. */
function* occurrencesOf(
  event: ICAL.Event,
  { from, till }: { from: number; till: number },
  budget: { steps: number },
): Generator<Occurrence> {
  if (!event.isRecurring()) return yield { startDate: event.startDate, endDate: event.endDate }
  const longest = event.duration.toSeconds() * 1000 + 2 * DAY
  const moved = new Set(Object.keys(event.exceptions))
  const repetitions = event.iterator()
  for (let next = repetitions.next(); next; next = repetitions.next()) {
    budget.steps -= 1
    if (budget.steps <= 0) return
    const written = writtenIn(next)
    if (written > till + DAY) return
    // A single occurrence may have been moved to another day than the one it stood for.
    if (written + longest > from || (moved.size > 0 && moved.has(next.toString()))) yield event.getOccurrenceDetails(next)
  }
}

function writtenIn(time: ICAL.Time): number {
  const wall = new Date(0)
  wall.setUTCFullYear(time.year, time.month - 1, time.day)
  return wall.setUTCHours(time.hour, time.minute, time.second)
}

/** The zone that the event names; null when it names none. */
function zoneOf(event: ICAL.Event): string | null {
  const zone = event.component.getFirstProperty('dtstart')?.getFirstParameter('tzid')
  return zone ?? null
}

/** By the shop's clock, in ms as if it were UTC. Times without a zone hold wherever the shop is (RFC 5545, 3.3.5). */
function wallOf(time: ICAL.Time, zone: string | null, timeZone: string): number {
  const written = writtenIn(time)
  if (time.isDate) return written
  const instant = instantIn(time, written, zone)
  return instant === null ? written : instant + offsetAt(instant, timeZone)
}

/** Null for a time without a zone, and for one whose zone nobody knows. */
function instantIn(time: ICAL.Time, written: number, zone: string | null): number | null {
  if (time.zone === ICAL.Timezone.utcTimezone) return written
  if (zone !== null && isTimeZone(zone)) return instantOf(Math.floor(written / DAY), written - Math.floor(written / DAY) * DAY, zone)
  // The file describes the zone itself.
  return time.zone && time.zone !== ICAL.Timezone.localTimezone ? time.toUnixTime() * 1000 : null
}

function wallText(wall: number): string {
  const day = Math.floor(wall / DAY)
  const minute = Math.floor((wall - day * DAY) / 60_000)
  return `${isoOfDay(day)}T${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute - Math.floor(minute / 60) * 60).padStart(2, '0')}`
}

function nameOf(event: ICAL.Event): string {
  return (event.summary ?? '')
    .replaceAll(/\p{Cc}+/gu, ' ')
    .trim()
    .slice(0, 200)
}
