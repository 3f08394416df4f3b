import * as z from 'zod'
import type { Ctx } from '#core/context'
import { dayOfIso } from '#pure/calendar'
import { dayOf } from '#pure/zone'
import { SpanOfWeek } from './api.ts'
import { Closure } from './ical.ts'
import { iranHolidaysBetween } from './domain-iran.ts'
import type { Hours, Span, Stretch } from './domain.ts'

export interface StoredCalendar {
  readonly id: string
  readonly name: string
  readonly closures: readonly Closure[]
  readonly knownUntil: number
  readonly updatedAt: Date
}

export interface OwnDay {
  readonly day: number
  readonly closed: boolean
  readonly name: string
}

/** Everything that is kept about when a shop is open. */
export interface StoredHours {
  readonly isSet: boolean
  readonly week: readonly Span[]
  readonly iranian: boolean
  readonly calendars: readonly StoredCalendar[]
  readonly days: readonly OwnDay[]
}

const DAY = 86_400_000
/** Holidays are looked up for so many days back and ahead: the longest that anybody asks about. */
const BACK = 40
const AHEAD = 410

/** When the shop is open, for senders and the inbox; null while nobody has said. */
export async function hoursFor(ctx: Ctx): Promise<Hours | null> {
  const stored = await readHours(ctx)
  return stored.isSet ? hoursOf(stored, ctx.workspace.timeZone, dayOf(ctx.now.getTime(), ctx.workspace.timeZone)) : null
}

/** The rows as they are. */
export async function readHours(ctx: Ctx): Promise<StoredHours> {
  const own = ctx.workspace.id
  const row = await ctx.db.selectFrom('workspaces_hours').selectAll().where('workspace_id', '=', own).executeTakeFirst()
  const calendars = await ctx.db
    .selectFrom('workspaces_calendars')
    .selectAll()
    .where('workspace_id', '=', own)
    .orderBy('name')
    .orderBy('id')
    .execute()
  const days = await ctx.db
    .selectFrom('workspaces_days')
    .select(['day', 'closed', 'name'])
    .where('workspace_id', '=', own)
    .orderBy('day')
    .execute()
  return {
    isSet: row !== undefined,
    week: row ? z.array(SpanOfWeek).parse(row.week) : [],
    iranian: row?.iranian ?? false,
    calendars: calendars.map(({ id, name, closures, known_until, updated_at }) => ({
      id,
      name,
      knownUntil: known_until,
      updatedAt: updated_at,
      closures: z.array(Closure).parse(closures),
    })),
    days,
  }
}

/** What is kept, as pure functions want it, around a day. A day of one's own counts for more than any calendar. */
export function hoursOf({ week, iranian, calendars, days }: StoredHours, timeZone: string, today: number): Hours {
  const stretches = calendars.flatMap(({ closures }) => closures).flatMap((closure) => stretchOf(closure) ?? [])
  const whole = stretches.filter(({ from, till }) => from % DAY === 0 && till % DAY === 0)
  const opened = new Set(days.filter(({ closed }) => !closed).map(({ day }) => day))
  const closedDays = new Set([
    ...(iranian ? iranHolidaysBetween(today - BACK, today + AHEAD).map(({ day }) => day) : []),
    ...whole.flatMap(({ from, till }) => Array.from({ length: (till - from) / DAY }, (_, k) => from / DAY + k)),
    ...days.filter(({ closed }) => closed).map(({ day }) => day),
  ]).difference(opened)
  const closures = stretches.filter((stretch) => !whole.includes(stretch) && !opened.has(Math.floor(stretch.from / DAY)))
  return { timeZone, week, closedDays, closures }
}

/** A closure in ms of wall clock; null when its texts are no times. */
export function stretchOf({ from, till }: Closure): Stretch | null {
  const [begin, end] = [wallOf(from), wallOf(till)]
  return begin === null || end === null ? null : { from: begin, till: end }
}

function wallOf(text: string): number | null {
  const day = dayOfIso(text.slice(0, 10))
  const minutes = Number(text.slice(11, 13)) * 60 + Number(text.slice(14, 16))
  return day === null || Number.isNaN(minutes) ? null : day * DAY + minutes * 60_000
}
