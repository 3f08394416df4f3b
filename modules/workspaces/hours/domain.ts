import { weekdayOf } from '#pure/calendar'
import { offsetAt } from '#pure/zone'

/** A stretch of every week: minutes after the midnight that begins `day` (1 Monday … 7 Sunday); beyond 1440 is the day after. */
export interface Span {
  readonly day: number
  readonly opens: number
  readonly closes: number
}

/** When a shop is open, by the clock on its wall. A span counts for the day on which it begins, after midnight too. */
export interface Hours {
  readonly timeZone: string
  readonly week: readonly Span[]
  /** Days since 1970 on which nothing opens. */
  readonly closedDays: ReadonlySet<number>
  /** Parts of days that are closed: wall clock, in ms since 1970 as if it were UTC, from included, till not. */
  readonly closures: readonly Stretch[]
}

export interface Stretch {
  readonly from: number
  readonly till: number
}

const MINUTE = 60_000
const DAY = 86_400_000
/** Whoever is closed for longer has no next opening. */
const FARTHEST = 400 * DAY

export type WeekRefusal = 'workspaces-hours.bad_span' | 'workspaces-hours.overlap'

/** Why a week cannot be kept: a span that ends before it begins or runs for more than a day, or two of a day at once. */
export function refusalOfWeek(week: readonly Span[]): WeekRefusal | null {
  if (week.some(({ opens, closes }) => closes <= opens || closes - opens > 1440 || opens >= 1440)) return 'workspaces-hours.bad_span'
  const clash = week.some((one, k) =>
    week.slice(k + 1).some((two) => one.day === two.day && one.opens < two.closes && two.opens < one.closes),
  )
  return clash ? 'workspaces-hours.overlap' : null
}

/** Whether the shop is open at an instant (ms since 1970). */
export function isOpenAt(hours: Hours, instant: number): boolean {
  const wall = instant + offsetAt(instant, hours.timeZone)
  return openStretches(hours, { from: wall, till: wall + 1 }).length > 0
}

/** The first instant from the given one on at which the shop is open: the given one itself when it is; null when it stays closed for over a year. */
export function nextOpening(hours: Hours, instant: number): number | null {
  for (const { from, till, offset } of evenPieces({ from: instant, till: instant + FARTHEST }, hours.timeZone)) {
    const [first] = openStretches(hours, { from: from + offset, till: till + offset })
    if (first) return first.from - offset
  }
  return null
}

/** For how many minutes the shop is open between two instants, the later one not included. */
export function openMinutesBetween(hours: Hours, from: number, to: number): number {
  let open = 0
  for (const { from: begin, till, offset } of evenPieces({ from, till: to }, hours.timeZone)) {
    for (const stretch of openStretches(hours, { from: begin + offset, till: till + offset })) open += stretch.till - stretch.from
  }
  return open / MINUTE
}

/** What is open of a stretch of wall clock: in order, joined, cut to the stretch. */
export function openStretches(hours: Hours, { from, till }: Stretch): readonly Stretch[] {
  const found: Stretch[] = []
  // A span may have begun the day before.
  for (let day = Math.floor(from / DAY) - 1; day * DAY < till; day++) {
    if (hours.closedDays.has(day)) continue
    for (const { day: weekday, opens, closes } of hours.week) {
      if (weekday === weekdayOf(day)) found.push({ from: day * DAY + opens * MINUTE, till: day * DAY + closes * MINUTE })
    }
  }
  const closed = hours.closures.filter((closure) => closure.from < till && closure.till > from)
  return joined(found)
    .flatMap((stretch) => without(stretch, closed))
    .map((stretch) => ({ from: Math.max(stretch.from, from), till: Math.min(stretch.till, till) }))
    .filter((stretch) => stretch.from < stretch.till)
}

function joined(stretches: readonly Stretch[]): Stretch[] {
  const ordered: Stretch[] = []
  for (const stretch of stretches.toSorted((a, b) => a.from - b.from)) {
    const last = ordered.at(-1)
    if (last && stretch.from <= last.till) ordered[ordered.length - 1] = { from: last.from, till: Math.max(last.till, stretch.till) }
    else ordered.push(stretch)
  }
  return ordered
}

function without(stretch: Stretch, closures: readonly Stretch[]): readonly Stretch[] {
  return closures.reduce<readonly Stretch[]>(
    (left, closure) =>
      left.flatMap(({ from, till }) =>
        [
          { from, till: Math.min(till, closure.from) },
          { from: Math.max(from, closure.till), till },
        ].filter((part) => part.from < part.till),
      ),
    [stretch],
  )
}

interface Piece extends Stretch {
  /** From UTC to the clock on the wall, the same throughout. */
  readonly offset: number
}

const STEP = 8 * 3_600_000

/** Time in pieces between which clocks are changed. */
function* evenPieces({ from, till }: Stretch, timeZone: string): Generator<Piece> {
  let begin = from
  let offset = offsetAt(from, timeZone)
  for (let at = from; at < till;) {
    const next = Math.min(at + STEP, till)
    const then = offsetAt(next, timeZone)
    if (then !== offset) {
      const change = changeBetween(at, next, timeZone)
      if (change > begin) yield { from: begin, till: change, offset }
      begin = change
      offset = then
    }
    at = next
  }
  if (begin < till) yield { from: begin, till, offset }
}

/** The instant, whole minutes, from which the later offset holds. */
function changeBetween(before: number, after: number, timeZone: string): number {
  const old = offsetAt(before, timeZone)
  let [low, high] = [Math.floor(before / MINUTE), Math.ceil(after / MINUTE)]
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2)
    if (offsetAt(middle * MINUTE, timeZone) === old) low = middle
    else high = middle
  }
  return high * MINUTE
}
