import type { FastifyRequest } from 'fastify'
import * as z from 'zod'
import { invalid, tooLarge } from '#core/errors'
import { routes } from '#core/http'
import { dayOfIso } from '#pure/calendar'
import { HoursRequest, HoursResponse, OwnDayRequest } from './api.ts'
import { showHours } from './show-hours.ts'
import { removeCalendar, removeOwnDay, saveCalendar, saveHours, saveOwnDay } from './write-hours.ts'

/** When a shop is open. */
export const hoursRoutes = routes('workspaces')

const CALENDAR_BYTES = 1024 * 1024
const DayParam = z.object({ day: z.string() })

hoursRoutes.get('/', {
  summary: 'When the shop is open, and its next holidays',
  may: 'workspaces:read',
  gives: HoursResponse,
  run: ({ ctx }) => showHours(ctx),
})

hoursRoutes.put('/', {
  summary: 'Sets the week of the shop, and whether it keeps the holidays of Iran',
  may: 'workspaces:configure',
  body: HoursRequest,
  gives: HoursResponse,
  run: async ({ ctx, body }) => {
    await saveHours(ctx, body)
    return showHours(ctx)
  },
})

hoursRoutes.put('/days/:day', {
  summary: 'Makes one day closed, or open although it is a holiday',
  may: 'workspaces:configure',
  params: DayParam,
  body: OwnDayRequest,
  gives: 204,
  run: ({ ctx, params, body }) => saveOwnDay(ctx, dayIn(params.day), body),
})

hoursRoutes.delete('/days/:day', {
  summary: 'Makes one day like any other again',
  may: 'workspaces:configure',
  params: DayParam,
  gives: 204,
  run: ({ ctx, params }) => removeOwnDay(ctx, dayIn(params.day)),
})

hoursRoutes.post('/calendars', {
  summary: 'Reads an iCalendar file of holidays',
  may: 'workspaces:configure',
  screensOnly: true,
  streams: true,
  upload: true,
  gives: z.object({ id: z.uuid() }),
  run: async ({ ctx, request }) => saveCalendar(ctx, await sentCalendar(request)),
})

hoursRoutes.delete('/calendars/:id', {
  summary: 'Forgets a calendar of holidays',
  may: 'workspaces:configure',
  params: z.object({ id: z.uuid() }),
  gives: 204,
  run: ({ ctx, params }) => removeCalendar(ctx, params.id),
})

const Fields = z.object({ name: z.string().trim().min(1).max(100), replaces: z.union([z.uuid(), z.literal('')]) })

/** A file, the name for it, and the calendar in whose place it comes, if any. Fields stand before the file. */
async function sentCalendar(request: FastifyRequest): Promise<{ id: string | null; name: string; text: string }> {
  if (!request.isMultipart()) throw invalid('workspaces-hours.no_file')
  const sent = await request.file({ limits: { fileSize: CALENDAR_BYTES } })
  if (!sent) throw invalid('workspaces-hours.no_file')
  const bytes = await sent.toBuffer().catch(() => {
    throw tooLarge('workspaces-hours.too_large')
  })
  const fields = Fields.safeParse({ name: fieldOf(sent.fields.name), replaces: fieldOf(sent.fields.replaces) ?? '' })
  if (!fields.success) throw invalid('core.invalid_input', { fields: ['name'] })
  return { id: fields.data.replaces || null, name: fields.data.name, text: bytes.toString('utf8') }
}

function fieldOf(field: unknown): unknown {
  return typeof field === 'object' && field !== null && 'value' in field ? field.value : undefined
}

function dayIn(text: string): number {
  const day = dayOfIso(text)
  if (day === null) throw invalid('core.invalid_input', { fields: ['params.day'] })
  return day
}
