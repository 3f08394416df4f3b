import * as z from 'zod'
import { Minor } from '#api/customers'
import { ActivityWindow } from '#api/orders'
import { GoalMeasure, GoalState } from './goals/api.ts'

export const CalendarName = z.enum(['gregorian', 'persian'])
export const PeriodKind = z.enum(['month', 'quarter', 'year'])
export type PeriodKind = z.infer<typeof PeriodKind>

const Count = z.int().min(0)
/** A share between 0 and 1; null where there is nothing to divide by. */
const Share = z.number().min(0).max(1).nullable()

/** After the nth purchase: how many got there, how many went on, with a 95 % Wilson interval. The last row pools all later ones. */
export const NextPurchase = z.object({
  after: z.int(),
  orMore: z.boolean(),
  reached: Count,
  continued: Count,
  probability: Share,
  low: Share,
  high: Share,
})
export const PurchaseShare = z.object({
  which: z.enum(['first', 'second', 'later']),
  orders: Count,
  revenue: Minor.nullable(),
  share: Share,
  meanOrder: Minor.nullable(),
})
/** One period by (E − N) / S; `complete` is false for the period still running, which ends at the report's date. */
export const RetentionPeriod = z.object({
  period: z.string(),
  index: z.int(),
  complete: z.boolean(),
  start: Count,
  new: Count,
  end: Count,
  retained: Count,
  wonBack: Count,
  lost: Count,
  /** May be negative or above 1 only when the data are; null when nobody was current at the start. */
  rate: z.number().nullable(),
  strictRate: Share,
})
/**
 * Customers by month of first purchase; `active[k]` bought again k + 1 months later, up to the month of `asOf`.
 * `revenue[k]` is what they spent in the month k after the first, so `revenue[0]` belongs to the first month itself.
 */
export const Cohort = z.object({
  cohort: z.string(),
  index: z.int(),
  size: Count,
  active: z.array(Count),
  revenue: z.array(Minor).nullable(),
})
export const TimeToReturn = z.object({
  median: z.number().nullable(),
  q1: z.number().nullable(),
  q3: z.number().nullable(),
  /** Share of all customers who had returned within `days`. */
  curve: z.array(z.object({ days: z.int(), customers: Count, share: z.number() })),
})

/** The whole page Insights → Return. Days are ISO dates in the workspace's time zone. */
export const ReturnReport = z.object({
  empty: z.boolean(),
  asOf: z.iso.date().nullable(),
  calendar: CalendarName,
  period: PeriodKind,
  currency: z.string(),
  window: ActivityWindow,
  customers: Count,
  orders: Count,
  refunds: Count,
  revenue: Minor.nullable(),
  refunded: Minor.nullable(),
  returned: Count,
  repeated: Count,
  returnRate: Share,
  repeatRate: Share,
  purchaseShares: z.array(PurchaseShare),
  nextPurchase: z.array(NextPurchase),
  retention: z.array(RetentionPeriod),
  cohorts: z.array(Cohort),
  timeToReturn: TimeToReturn,
  /** True while a changed setting is being counted again. */
  stale: z.boolean(),
})
export type ReturnReport = z.infer<typeof ReturnReport>

/** Whose figures a report shows (a segment's; everybody's when not given), and as they stand now or stood on the same date a year before. */
export const Lens = z.object({
  segment: z.uuid().optional(),
  standing: z.enum(['now', 'year-before']).default('now'),
  /** Under which name the page hears of progress, on the live topic `insights.progress`. */
  ask: z.string().max(64).optional(),
})
export type Lens = z.infer<typeof Lens>

export const ReturnQuery = Lens.extend({ calendar: CalendarName.optional(), period: PeriodKind.default('month') })
export type ReturnQuery = z.infer<typeof ReturnQuery>

export const ReturnPart = z.enum(['summary', 'purchaseShares', 'nextPurchase', 'retention', 'cohorts', 'timeToReturn'])
export const ReturnExportQuery = ReturnQuery.extend({ part: ReturnPart, format: z.enum(['csv', 'xlsx']), language: z.enum(['fa', 'en']) })

/** The home page: the return rate and its movement, then what is worth doing now. */
export const TodayReport = z.object({
  empty: z.boolean(),
  asOf: z.iso.date().nullable(),
  currency: z.string(),
  customers: Count,
  returned: Count,
  returnRate: Share,
  /** The same figure as it stood a year before. */
  yearAgo: z.object({ customers: Count, returned: Count, returnRate: Share }).nullable(),
  /** What moved in the last 30 days, against the 30 days before. */
  moved: z.array(
    z.object({
      what: z.enum(['newCustomers', 'returned', 'orders', 'revenue']),
      now: z.string().nullable(),
      before: z.string().nullable(),
    }),
  ),
  /** The return rate at each of the last 24 month ends. */
  trend: z.array(z.object({ day: z.iso.date(), returnRate: Share })),
  suggestions: z.array(
    z.object({
      kind: z.enum(['past-gap', 'return-due']),
      customers: Count,
      value: Minor.nullable(),
      behind: z.string(),
      usualDays: z.int().nullable(),
    }),
  ),
})
export type TodayReport = z.infer<typeof TodayReport>

const Worth = z.object({ customers: Count, value: Minor.nullable() })

/** The home page with what other parts of insights add once they have something to say; null before. */
export const TodayResponse = TodayReport.extend({
  /** Whose next purchase is expected within a week after the last order, and what is expected of them in all. */
  due: Worth.extend({ from: z.iso.date(), to: z.iso.date() }).nullable(),
  /** Who is at risk, and what they spent in the year up to the last study. */
  risk: Worth.nullable(),
  goals: z.array(
    z.object({
      id: z.uuid(),
      measure: GoalMeasure,
      target: z.number(),
      value: z.number().nullable(),
      share: Share,
      state: GoalState,
      dueDay: z.iso.date(),
    }),
  ),
})
export type TodayResponse = z.infer<typeof TodayResponse>
