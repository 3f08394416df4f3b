import { randomUUIDv7 } from 'node:crypto'
import { audit } from '#core/audit'
import { inTransaction, type Ctx } from '#core/context'
import { invalid, notFound, refused } from '#core/errors'
import { emit } from '#core/events'
import { inThread } from '#core/threads'
import { dayOf } from '#pure/zone'
import type { HoursRequest, OwnDayRequest } from './api.ts'
import { CalendarReading } from './ical.ts'
import { refusalOfWeek } from './domain.ts'

const MOST_CALENDARS = 20
const MOST_DAYS = 500
/** Repetitions are written down for so long; whoever wants more sends the file again. */
const AHEAD = 5 * 366
const PATIENCE_MS = 5_000

/** Stores the week, and whether Iran's holidays are kept. */
export async function saveHours(ctx: Ctx, { week, iranian }: HoursRequest): Promise<void> {
  const refusal = refusalOfWeek(week)
  if (refusal) throw invalid(refusal)
  await inTransaction(ctx, async (ctx) => {
    const row = { week: JSON.stringify(week), iranian, updated_at: ctx.now }
    await ctx.db
      .insertInto('workspaces_hours')
      .values({ workspace_id: ctx.workspace.id, ...row })
      .onConflict((conflict) => conflict.column('workspace_id').doUpdateSet(row))
      .execute()
    await told(ctx)
  })
}

/** Makes one day closed, or open although it is a holiday. */
export async function saveOwnDay(ctx: Ctx, day: number, { closed, name }: OwnDayRequest): Promise<void> {
  await inTransaction(ctx, async (ctx) => {
    const { count } = await ctx.db
      .selectFrom('workspaces_days')
      .select((row) => row.fn.countAll<bigint>().as('count'))
      .where('workspace_id', '=', ctx.workspace.id)
      .executeTakeFirstOrThrow()
    if (count >= MOST_DAYS) throw refused('workspaces-hours.too_many_days')
    await ctx.db
      .insertInto('workspaces_days')
      .values({ workspace_id: ctx.workspace.id, day, closed, name })
      .onConflict((conflict) => conflict.columns(['workspace_id', 'day']).doUpdateSet({ closed, name }))
      .execute()
    await told(ctx)
  })
}

/** The day is like any other again. */
export async function removeOwnDay(ctx: Ctx, day: number): Promise<void> {
  await inTransaction(ctx, async (ctx) => {
    await ctx.db.deleteFrom('workspaces_days').where('workspace_id', '=', ctx.workspace.id).where('day', '=', day).execute()
    await told(ctx)
  })
}

/** Reads an iCalendar file and keeps it under a name; in place of the calendar with this id, when one is given. Gives the id. */
export async function saveCalendar(
  ctx: Ctx,
  { id, name, text }: { id: string | null; name: string; text: string },
): Promise<{ id: string }> {
  const today = dayOf(ctx.now.getTime(), ctx.workspace.timeZone)
  const until = today + AHEAD
  const { closures, refusal } = await read({ text, timeZone: ctx.workspace.timeZone, from: today - 31, until })
  if (refusal) throw invalid(`workspaces-hours.${refusal}`)
  return inTransaction(ctx, async (ctx) => {
    const row = { name, closures: JSON.stringify(closures), known_until: until, updated_at: ctx.now }
    const place = id ?? (await newPlace(ctx))
    const saved = id === null ? await insertCalendar(ctx, { id: place, ...row }) : await replaceCalendar(ctx, { id, ...row })
    if (!saved) throw notFound('workspaces-hours.no_calendar')
    await told(ctx)
    return { id: place }
  })
}

/** Forgets a calendar; its holidays are days like any other. */
export async function removeCalendar(ctx: Ctx, id: string): Promise<void> {
  await inTransaction(ctx, async (ctx) => {
    await ctx.db.deleteFrom('workspaces_calendars').where('workspace_id', '=', ctx.workspace.id).where('id', '=', id).execute()
    await told(ctx)
  })
}

/** Some rules have no end and no result; whoever sends one waits for five seconds, and nobody else does. */
async function read(input: { text: string; timeZone: string; from: number; until: number }): Promise<CalendarReading> {
  const patience = AbortSignal.timeout(PATIENCE_MS)
  return inThread(new URL('./ical-thread.ts', import.meta.url), input, { result: CalendarReading, signal: patience }).catch(
    (error: unknown) => {
      if (patience.aborted) throw invalid('workspaces-hours.too_often')
      throw error
    },
  )
}

async function newPlace(ctx: Ctx): Promise<string> {
  const known = await ctx.db.selectFrom('workspaces_calendars').select('id').where('workspace_id', '=', ctx.workspace.id).execute()
  if (known.length >= MOST_CALENDARS) throw refused('workspaces-hours.too_many_calendars')
  return randomUUIDv7()
}

interface Row {
  readonly id: string
  readonly name: string
  readonly closures: string
  readonly known_until: number
  readonly updated_at: Date
}

async function insertCalendar(ctx: Ctx, row: Row): Promise<boolean> {
  await ctx.db
    .insertInto('workspaces_calendars')
    .values({ workspace_id: ctx.workspace.id, ...row })
    .execute()
  return true
}

async function replaceCalendar(ctx: Ctx, { id, ...row }: Row): Promise<boolean> {
  const known = ctx.db.updateTable('workspaces_calendars').set(row).where('workspace_id', '=', ctx.workspace.id).where('id', '=', id)
  return (await known.returning('id').executeTakeFirst()) !== undefined
}

async function told(ctx: Ctx): Promise<void> {
  await emit(ctx, 'workspace.changed', { fields: ['hours'] })
  await audit(ctx, 'settings.changed', { kind: 'workspace', id: ctx.workspace.id, details: { fields: ['hours'] } })
}
