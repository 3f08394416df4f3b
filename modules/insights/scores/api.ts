import * as z from 'zod'
import { Minor } from '#api/customers'
import { ThresholdsRequest } from '../types/api.ts'

export const TimeUnit = z.enum(['day', 'week', 'month'])
export type TimeUnit = z.infer<typeof TimeUnit>
export const ModelName = z.enum(['bg-nbd', 'pareto-nbd', 'mbg-nbd'])
export type ModelName = z.infer<typeof ModelName>
export const ModelChoice = z.enum(['auto', ...ModelName.options])

/** Where the margin comes from that expected values are made of: set by a person, read from catalogue costs, or assumed. */
export const MarginUsed = z.object({
  share: z.number(),
  source: z.enum(['set', 'costs', 'assumed']),
  /** Share of revenue whose costs the catalogue knows; null without revenue. */
  known: z.number().nullable(),
})
export type MarginUsed = z.infer<typeof MarginUsed>

const Settings = z.object({
  /** The unit in which the models count time. */
  timeUnit: TimeUnit,
  /** 'auto' takes the likeliest. */
  model: ModelChoice,
  /** Gross margin as a share of revenue; null: from catalogue costs, else assumed. */
  margin: z.number().nullable(),
  /** A year's discount rate for money that comes later. */
  discountRate: z.number(),
  /** Thresholds of rules of behaviour that differ from the product's own. */
  thresholds: z.record(z.string(), z.number()),
})
export const InsightsSettings = Settings.extend({ marginUsed: MarginUsed })
export type InsightsSettings = z.infer<typeof InsightsSettings>

/** Shares are numbers, or text with digits of any script. What is left out stays as it is. */
const Share = z.union([z.number(), z.string().max(40)])
export const InsightsSettingsRequest = z.object({
  timeUnit: TimeUnit.optional(),
  model: ModelChoice.optional(),
  margin: Share.nullable().optional(),
  discountRate: Share.optional(),
  thresholds: ThresholdsRequest.optional(),
})
export type InsightsSettingsRequest = z.infer<typeof InsightsSettingsRequest>

/** Why there is no model, or no amount that is expected. */
export const Shortage = z.enum(['no_customers', 'too_few', 'no_repeat', 'flat'])
export type Shortage = z.infer<typeof Shortage>

const Parameters = z.record(z.string(), z.number())
const Errors = z.record(z.string(), z.number().nullable())

/** One model tried. */
export const Candidate = z.object({
  name: ModelName,
  parameters: Parameters,
  standardErrors: Errors,
  /** Null unless the state is ok. */
  logLikelihood: z.number().nullable(),
  customers: z.int(),
  state: z.enum(['ok', 'flat', 'too_few', 'no_repeat']),
})
/** Gamma-Gamma, in whole units of the currency. */
export const Spend = z.object({
  p: z.number(),
  q: z.number(),
  v: z.number(),
  logLikelihood: z.number(),
  standardErrors: Errors,
  customers: z.int(),
})
export type Spend = z.infer<typeof Spend>

/** How the chosen model would have done: fitted to the time before, compared with what came. */
export const Validation = z.object({
  calibrationEnd: z.iso.date(),
  holdoutEnd: z.iso.date(),
  customers: z.int(),
  /** By repeat purchases so far, the last pooled: mean purchases in the time after. */
  byCount: z.array(z.object({ x: z.int(), orMore: z.boolean(), customers: z.int(), actual: z.number(), expected: z.number() })),
  /** Repeat purchases of all these customers up to the end of each week. */
  byPeriod: z.array(z.object({ end: z.iso.date(), actual: z.number(), expected: z.number() })),
  expected: z.number(),
  actual: z.number(),
  mae: z.number(),
  correlation: z.number().nullable(),
})
export type Validation = z.infer<typeof Validation>

export const FitProgress = z.object({ stage: z.enum(['waiting', 'reading', 'computing', 'writing']), share: z.number().nullable() })
export type FitProgress = z.infer<typeof FitProgress>

/** Whether a fit waits or runs, and how the last ones ended. */
export const FitStatus = z.object({
  open: z.object({ id: z.string(), progress: FitProgress, askedAt: z.iso.datetime() }).nullable(),
  /** The fit that customers are scored by. */
  done: z.object({ id: z.string(), finishedAt: z.iso.datetime(), asOf: z.iso.date().nullable() }).nullable(),
  /** The last one, when it failed. */
  failed: z.object({ id: z.string(), at: z.iso.datetime(), code: z.string() }).nullable(),
})
export type FitStatus = z.infer<typeof FitStatus>

const Range = z.object({ expected: z.number(), low: z.number(), high: z.number() })
const MoneyRange = z.object({ expected: Minor, low: Minor, high: Minor })
export const ForecastWeek = z.object({
  week: z.int(),
  from: z.iso.date(),
  to: z.iso.date(),
  orders: Range,
  revenue: MoneyRange.nullable(),
})
export type ForecastWeek = z.infer<typeof ForecastWeek>
/** A week that has passed, as it was forecast and as it came. */
export const RecordedWeek = ForecastWeek.extend({
  madeOn: z.iso.date(),
  actualOrders: z.int(),
  actualRevenue: Minor.nullable(),
  isInside: z.boolean(),
})
export type RecordedWeek = z.infer<typeof RecordedWeek>

/** Customers between two ends, both included; a null end is open. */
const CustomersBetween = z.object({
  least: z.number().nullable(),
  most: z.number().nullable(),
  customers: z.int(),
})
const ValueBetween = z.object({ least: Minor.nullable(), most: Minor.nullable(), customers: z.int(), value: Minor })

/** The whole page Insights → Expected. */
export const ExpectedReport = z.object({
  status: FitStatus,
  /** Whether there is any order to learn from. */
  hasOrders: z.boolean(),
  asOf: z.iso.date().nullable(),
  currency: z.string(),
  timeUnit: TimeUnit,
  modelAsked: ModelChoice,
  marginUsed: MarginUsed,
  discountRate: z.number(),
  /** Customers with a score. */
  customers: z.int(),
  /** Of those, how many bought on a second day. */
  returned: z.int(),
  /** Null where there is too little, for the reason in `shortage`. */
  model: Candidate.nullable(),
  candidates: z.array(Candidate),
  shortage: Shortage.nullable(),
  /** How many customers, and of them who came back, the models want at least. */
  needs: z.object({ customers: z.int(), returned: z.int() }),
  spend: Spend.nullable(),
  validation: Validation.nullable(),
  /** Weeks 1 to 12; empty without a model. */
  forecast: z.array(ForecastWeek),
  total: ForecastWeek.nullable(),
  /** The same as the twelve weeks up to `asOf` would have been forecast at their beginning. */
  rehearsal: z.array(RecordedWeek),
  /** Weeks that have passed since their forecast. */
  record: z.array(RecordedWeek),
  /** Over the record: share of weeks inside their interval, and the mean of |actual − expected| / actual. */
  accuracy: z.object({ weeks: z.int(), inside: z.number(), error: z.number().nullable() }).nullable(),
  /** What all today's customers are still expected to bring: discounted margin. */
  value: Minor.nullable(),
  /** Customers whose next purchase is expected in the next 30 days. */
  due: z.object({ from: z.iso.date(), to: z.iso.date(), customers: z.int() }).nullable(),
  /** By per cent still a customer. */
  alive: z.array(CustomersBetween),
  /** By expected value. */
  values: z.array(ValueBetween),
})
export type ExpectedReport = z.infer<typeof ExpectedReport>

export const ExpectedPart = z.enum(['forecast', 'record', 'rehearsal', 'alive', 'values', 'byCount', 'byPeriod', 'parameters'])
export type ExpectedPart = z.infer<typeof ExpectedPart>
export const ExpectedExportQuery = z.object({ part: ExpectedPart, format: z.enum(['csv', 'xlsx']), language: z.enum(['fa', 'en']) })
export const AskedFit = z.object({ id: z.string() })
