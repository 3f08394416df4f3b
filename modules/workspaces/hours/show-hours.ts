import { inTransaction, type Ctx } from '#core/context'
import { dayOfIso, isoOfDay, weekStartOf } from '#pure/calendar'
import { dayOf } from '#pure/zone'
import type { Holiday, HoursResponse } from './api.ts'
import { iranHolidaysBetween } from './domain-iran.ts'
import { isOpenAt, nextOpening, openStretches, type Hours } from './domain.ts'
import { hoursOf, readHours, stretchOf, type StoredHours } from './queries.ts'

const DAY = 86_400_000
const AHEAD = 400
const MOST_SHOWN = 60

/** When the shop is open, this week and otherwise, and its next holidays. */
export function showHours(ctx: Ctx): Promise<HoursResponse> {
  return inTransaction(ctx, async (ctx) => {
    const { timeZone, weekStart } = ctx.workspace
    const now = ctx.now.getTime()
    const today = dayOf(now, timeZone)
    const stored = await readHours(ctx)
    const hours = hoursOf(stored, timeZone, today)
    const opening = stored.isSet ? nextOpening(hours, now) : null
    return {
      isSet: stored.isSet,
      week: [...stored.week],
      iranian: stored.iranian,
      isOpen: stored.isSet ? isOpenAt(hours, now) : null,
      nextOpening: opening === null ? null : new Date(opening).toISOString(),
      today: isoOfDay(today),
      thisWeek: weekOf(hours, weekStartOf(today, weekStart)),
      holidays: holidaysFrom(stored, today),
      calendars: stored.calendars.map(({ id, name, closures, knownUntil, updatedAt }) => ({
        id,
        name,
        closures: closures.length,
        knownUntil: isoOfDay(knownUntil),
        updatedAt: updatedAt.toISOString(),
      })),
    }
  })
}

function weekOf(hours: Hours, first: number): HoursResponse['thisWeek'] {
  return Array.from({ length: 7 }, (_, k) => first + k).map((day) => ({
    day: isoOfDay(day),
    open: openStretches(hours, { from: day * DAY, till: (day + 1) * DAY }).map(({ from, till }) => ({
      opens: (from - day * DAY) / 60_000,
      closes: (till - day * DAY) / 60_000,
    })),
  }))
}

function holidaysFrom({ iranian, calendars, days }: StoredHours, today: number): Holiday[] {
  const usual = { isEstimated: false, isClosed: true, from: null, till: null }
  const official = iranian ? iranHolidaysBetween(today, today + AHEAD) : []
  const opened = new Set(days.filter(({ closed }) => !closed).map(({ day }) => isoOfDay(day)))
  const all: Holiday[] = [
    ...official.map(({ day, name, isEstimated }) => ({ ...usual, day: isoOfDay(day), name, source: 'iran' as const, isEstimated })),
    ...calendars.flatMap(({ closures }) => closures.flatMap((closure) => closureOf(closure, today))),
    ...days
      .filter(({ day }) => day >= today)
      .map(({ day, closed, name }) => ({
        ...usual,
        day: isoOfDay(day),
        name,
        source: 'own' as const,
        isClosed: closed,
      })),
  ]
  const shown = all.filter(({ day, source }) => source === 'own' || !opened.has(day))
  return shown.toSorted((a, b) => (a.day < b.day ? -1 : Number(a.day > b.day))).slice(0, MOST_SHOWN)
}

function closureOf(closure: { name: string; from: string; till: string }, today: number): Holiday[] {
  const stretch = stretchOf(closure)
  const day = closure.from.slice(0, 10)
  if (!stretch || stretch.till <= today * DAY || (dayOfIso(day) ?? 0) > today + AHEAD) return []
  const isOneDay = stretch.from % DAY === 0 && stretch.till - stretch.from === DAY
  const told = isOneDay ? { from: null, till: null } : { from: closure.from, till: closure.till }
  return [{ day, name: closure.name, source: 'calendar', isClosed: true, isEstimated: false, ...told }]
}
