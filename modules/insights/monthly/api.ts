import * as z from 'zod'
import { CalendarName } from '../api.ts'
import { GoalMeasure, GoalState } from '../goals/api.ts'

const Count = z.int().min(0)
/** A share, a number of people or orders, or minor units; null where there is nothing to divide by, or nothing was known yet. */
const Value = z.number().nullable()
const Worth = z.object({ customers: Count, value: Value })
const Split = z.object({ new: z.number(), returned: z.number(), repeat: z.number() })

export const MonthlyFigure = z.enum([
  'revenue',
  'orders',
  'meanOrder',
  'newCustomers',
  'returned',
  'returnRate',
  'repeatRate',
  'retention',
  'customers',
])
export type MonthlyFigure = z.infer<typeof MonthlyFigure>

/** One month on one page. */
export const MonthlyReport = z.object({
  empty: z.boolean(),
  /** '1404-07', and as core/pure/calendar.ts numbers months. */
  month: z.string(),
  index: z.int(),
  calendar: CalendarName,
  /** False for the month that the last order lies in, unless it is its last day. */
  complete: z.boolean(),
  /** The months with anything to say, first and last. */
  months: z.object({ first: z.int(), last: z.int() }),
  asOf: z.iso.date().nullable(),
  /** In the month, or at its end, beside the month before and the same month a year before. */
  figures: z.array(z.object({ what: MonthlyFigure, value: Value, before: Value, yearAgo: Value })),
  /** The month and the twelve before it, those before the first order left out. */
  trend: z.array(z.object({ index: z.int(), orders: Count, revenue: Value })),
  /** First, second and later purchases of the month: money where amounts are known, else orders; null before they were counted. */
  split: z.object({ isMoney: z.boolean(), now: Split, before: Split.nullable() }).nullable(),
  /** Who first bought three months earlier, and how many of them bought in this month; beside the same of those a month earlier still. */
  cohort: z.object({ index: z.int(), size: Count, active: Count, before: z.object({ size: Count, active: Count }).nullable() }).nullable(),
  /** The first purchase after which most came back, from the last study of all orders. */
  product: z.object({ name: z.string(), count: Count, of: Count, all: z.number() }).nullable(),
  /** As of the last order, not of the month. */
  due: Worth.nullable(),
  risk: Worth.nullable(),
  goals: z.array(z.object({ measure: GoalMeasure, target: z.number(), value: Value, state: GoalState })),
})
export type MonthlyReport = z.infer<typeof MonthlyReport>

export const MonthlyQuery = z.object({
  month: z
    .string()
    .regex(/^\d{3,4}-(?:0[1-9]|1[0-2])$/)
    .optional(),
})

const Language = z.enum(['fa', 'en'])
const Reader = z.object({ userId: z.string().min(1).max(100), language: Language })

/** Who gets the report by itself, who could, and what became of the last ones. */
export const ReadersResponse = z.object({
  /** Whether a mail server is set. */
  canSend: z.boolean(),
  readers: z.array(Reader),
  members: z.array(z.object({ id: z.string(), name: z.string() })),
  letters: z.array(
    z.object({
      name: z.string(),
      month: z.int(),
      calendar: CalendarName,
      state: z.enum(['waiting', 'sent', 'failed']),
      error: z.string().nullable(),
      at: z.iso.datetime(),
    }),
  ),
})
export type ReadersResponse = z.infer<typeof ReadersResponse>

export const ReadersRequest = z.object({ readers: z.array(Reader).max(100) })
export type ReadersRequest = z.infer<typeof ReadersRequest>

export const LetterRequest = z.object({ month: z.string().regex(/^\d{3,4}-(?:0[1-9]|1[0-2])$/), language: Language })
export type LetterRequest = z.infer<typeof LetterRequest>
