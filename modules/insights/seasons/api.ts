import * as z from 'zod'
import { CalendarName } from '../api.ts'

const Amount = z.number()
/** A figure divided by what it usually is; null where there is nothing to divide by. */
const Ratio = z.number().min(0).nullable()

export const Measure = z.enum(['purchases', 'revenue', 'newCustomers', 'returns'])
export type Measure = z.infer<typeof Measure>
export const EventName = z.enum([
  'beforeNowruz',
  'nowruz',
  'yalda',
  'ramadan',
  'eidFitr',
  'eidAdha',
  'mothersDay',
  'blackFriday',
  'christmas',
])
export type EventName = z.infer<typeof EventName>

export const SeasonsQuery = z.object({
  calendar: CalendarName.optional(),
  measure: Measure.default('purchases'),
  segment: z.uuid().optional(),
})
export const SeasonsPart = z.enum(['months', 'profile', 'weeks', 'weekdays', 'grid', 'events'])
export type SeasonsPart = z.infer<typeof SeasonsPart>
export const SeasonsExportQuery = SeasonsQuery.extend({
  part: SeasonsPart,
  format: z.enum(['csv', 'xlsx']),
  language: z.enum(['fa', 'en']),
})
export const HabitsQuery = z.object({ segment: z.uuid().optional() })

/** `more` and `fewer` are certain; `unclear` may be chance; `tooFew`: too little was bought to tell; `mixed`: the days belong to another event as well. */
export const Verdict = z.enum(['more', 'fewer', 'unclear', 'tooFew', 'mixed'])
export type Verdict = z.infer<typeof Verdict>

/** Against what is usual around it, with an interval; all events of a report hold together at 95 %. */
export const Effect = z.object({ ratio: Ratio, low: Ratio, high: Ratio, verdict: Verdict })
export type Effect = z.infer<typeof Effect>

/** One calendar month that is complete; figures of revenue are minor units. */
export const SeasonMonth = z.object({ index: z.int(), from: z.iso.date(), to: z.iso.date(), value: Amount, perDay: Amount })
export const SeasonsReport = z.object({
  empty: z.boolean(),
  asOf: z.iso.date().nullable(),
  calendar: CalendarName,
  measure: Measure,
  currency: z.string(),
  hasAmounts: z.boolean(),
  /** `trend`: against the moving average of a year around, so that growth is no season; `plain`: against all months there are. */
  method: z.enum(['trend', 'plain']),
  /** Whether there is enough to speak of seasons at all. */
  enough: z.boolean(),
  months: z.array(SeasonMonth),
  /** Month of the year 1–12: its index (1 is usual), the lowest and highest of its years. */
  profile: z.array(z.object({ month: z.int(), index: Ratio, years: z.int(), low: Ratio, high: Ratio })),
  /** Week of the year 1–52, seven days each from the year's first day; the last has the days left over. */
  weeks: z.array(z.object({ week: z.int(), index: Ratio, years: z.int() })),
  /** In the order of the workspace's week. Monday 1 … Sunday 7. */
  weekdays: z.array(z.object({ weekday: z.int(), value: Amount, perDay: Amount, index: Ratio, low: Ratio, high: Ratio })),
  /** Row by row of `weekdays`, column by column of the months 1–12. */
  grid: z.array(z.object({ weekday: z.int(), month: z.int(), days: z.int(), perDay: Amount.nullable(), index: Ratio })),
  events: z.array(
    Effect.extend({
      id: EventName,
      from: z.iso.date(),
      to: z.iso.date(),
      days: z.int(),
      value: Amount,
      /** What the same weekdays around it would have brought. */
      usual: Amount,
    }),
  ),
  /** Each event over all its years. */
  pooled: z.array(Effect.extend({ id: EventName, years: z.int() })),
  /** The week of the year in which an event lay last. */
  marks: z.array(z.object({ id: EventName.extract(['nowruz', 'blackFriday', 'yalda', 'christmas']), week: z.int() })),
})
export type SeasonsReport = z.infer<typeof SeasonsReport>

/** Customers who buy mostly on one weekday, against what chance alone would give. */
export const HabitsReport = z.object({
  /** Days with a purchase that a customer needs to be looked at. */
  least: z.int(),
  customers: z.int(),
  habitual: z.int(),
  expected: z.number(),
  share: Ratio,
  expectedShare: Ratio,
  low: Ratio,
  high: Ratio,
  verdict: Verdict.exclude(['mixed']),
  weekdays: z.array(z.object({ weekday: z.int(), customers: z.int() })),
})
export type HabitsReport = z.infer<typeof HabitsReport>
