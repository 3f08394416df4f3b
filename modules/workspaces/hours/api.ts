import * as z from 'zod'

/** Minutes after the midnight that begins the weekday (1 Monday … 7 Sunday); beyond 1440 is the day after. */
export const SpanOfWeek = z.object({
  day: z.int().min(1).max(7),
  opens: z.int().min(0).max(1439),
  closes: z.int().min(1).max(2879),
})

export const HoursRequest = z.object({
  week: z.array(SpanOfWeek).max(70),
  /** Whether the shop keeps the official holidays of Iran. */
  iranian: z.boolean(),
})
export type HoursRequest = z.infer<typeof HoursRequest>

/** Something for which the shop is closed, or open although it would be closed. */
export const Holiday = z.object({
  /** The first day, 'yyyy-mm-dd'. */
  day: z.string(),
  name: z.string(),
  source: z.enum(['iran', 'calendar', 'own']),
  isClosed: z.boolean(),
  /** May fall a day earlier or later. */
  isEstimated: z.boolean(),
  /** By the shop's clock, where it is less than a day or more: '2026-03-21T12:00'. */
  from: z.string().nullable(),
  till: z.string().nullable(),
})
export type Holiday = z.infer<typeof Holiday>

export const HoursResponse = z.object({
  /** False until somebody has said when the shop is open; then nothing is known. */
  isSet: z.boolean(),
  week: z.array(SpanOfWeek),
  iranian: z.boolean(),
  isOpen: z.boolean().nullable(),
  nextOpening: z.iso.datetime().nullable(),
  /** Today, by the shop's clock. */
  today: z.string(),
  /** The days of this week, with what of them is open: minutes after midnight. */
  thisWeek: z.array(z.object({ day: z.string(), open: z.array(z.object({ opens: z.int(), closes: z.int() })) })),
  /** The next ones, soonest first. */
  holidays: z.array(Holiday),
  calendars: z.array(z.object({ id: z.uuid(), name: z.string(), closures: z.int(), knownUntil: z.string(), updatedAt: z.iso.datetime() })),
})
export type HoursResponse = z.infer<typeof HoursResponse>

/** A day that differs: closed, or open although it is a holiday. */
export const OwnDayRequest = z.object({ closed: z.boolean(), name: z.string().trim().max(100) })
export type OwnDayRequest = z.infer<typeof OwnDayRequest>
