import * as z from 'zod'
import { Minor } from '#api/customers'
import { CalendarName, PeriodKind } from '../api.ts'
import { RFM_GROUPS } from './domain-rfm.ts'
import { FACTS, THRESHOLD_LIMITS, TYPES, type TypeThresholds } from './domain-types.ts'

const Count = z.int().min(0)
const Share = z.number().nullable()

/** Customers of one kind and what they are worth; null where no amounts are known, nothing was studied, nothing is expected yet. */
const Worth = z.object({
  customers: Count,
  /** Of all customers. */
  share: Share,
  revenue: Minor.nullable(),
  revenueShare: Share,
  /** Margin so far. */
  margin: Minor.nullable(),
  expectedValue: Minor.nullable(),
  /** Revenue of the 365 days up to the last study. */
  yearRevenue: Minor.nullable(),
})
export type Worth = z.infer<typeof Worth>

const Range = z.object({ score: z.int(), least: z.number().nullable(), most: z.number().nullable() })
const Ranges = z.array(Range).readonly()
export type ScoreRange = z.infer<typeof Range>
/** What each score stands for, 5 first: days of silence, purchases, minor units. */
export const RfmRanges = z.object({ r: Ranges, f: Ranges, m: Ranges.nullable() })

export const BuyerStage = z.enum(['new', 'returned', 'repeat', 'at_risk', 'former'])
export type BuyerStage = z.infer<typeof BuyerStage>
export const TypeName = z.enum(TYPES)
export const GroupName = z.enum(RFM_GROUPS)

/** One period; the running one ends at the report's date. First purchases are those of new customers, second of returned, later of repeat ones. */
export const RevenuePeriod = z.object({
  period: z.string(),
  index: z.int(),
  complete: z.boolean(),
  orders: z.object({ new: Count, returned: Count, repeat: Count }),
  revenue: z.object({ new: Minor, returned: Minor, repeat: Minor }).nullable(),
})
export type RevenuePeriod = z.infer<typeof RevenuePeriod>

/** The whole page Insights → Customers. */
export const KindsReport = z.object({
  empty: z.boolean(),
  /** False while nothing has been counted yet. */
  counted: z.boolean(),
  asOf: z.iso.date().nullable(),
  windowDays: z.int(),
  currency: z.string(),
  calendar: CalendarName,
  period: PeriodKind,
  all: Worth,
  stages: z.array(Worth.extend({ stage: BuyerStage })),
  /** The last, with type null, are those of whom too little is known or whom no rule fits. */
  types: z.array(Worth.extend({ type: TypeName.nullable() })),
  thresholds: z.record(z.string(), z.number()),
  /** Null before customers are scored, and in a shop too small for fifths. */
  rfm: z
    .object({
      ranges: RfmRanges.nullable(),
      /** All 25 cells by recency and frequency; the group that most customers of a cell belong to. */
      cells: z.array(Worth.extend({ r: z.int(), f: z.int(), group: GroupName.nullable() })),
      groups: z.array(Worth.extend({ group: GroupName })),
    })
    .nullable(),
  revenue: z.array(RevenuePeriod),
  spread: z
    .object({
      customers: Count,
      tops: z.array(z.object({ percent: z.number(), least: Minor, customers: Count, share: z.number() })),
      curve: z.array(z.number()),
      gini: z.number(),
    })
    .nullable(),
})
export type KindsReport = z.infer<typeof KindsReport>

export const KindsQuery = z.object({
  calendar: CalendarName.optional(),
  period: PeriodKind.default('month'),
  segment: z.uuid().optional(),
})
export type KindsQuery = z.infer<typeof KindsQuery>

export const KindsPart = z.enum(['stages', 'types', 'rfm', 'groups', 'revenue', 'spread'])
export type KindsPart = z.infer<typeof KindsPart>
export const KindsExportQuery = KindsQuery.extend({ part: KindsPart, format: z.enum(['csv', 'xlsx']), language: z.enum(['fa', 'en']) })

const limited = (name: keyof TypeThresholds) => {
  const { kind, least, most } = THRESHOLD_LIMITS[name]
  return (kind === 'count' ? z.coerce.number().int() : z.coerce.number()).min(least).max(most).optional()
}
/** Thresholds that differ from the product's own. */
export const ThresholdsRequest = z.strictObject({
  discountPurchases: limited('discountPurchases'),
  discountShare: limited('discountShare'),
  loyalPurchases: limited('loyalPurchases'),
  loyalIrregularity: limited('loyalIrregularity'),
  loyalDiscounted: limited('loyalDiscounted'),
  needPurchases: limited('needPurchases'),
  needRepeated: limited('needRepeated'),
  needVariety: limited('needVariety'),
  impulsePurchases: limited('impulsePurchases'),
  impulseVariety: limited('impulseVariety'),
  impulseIrregularity: limited('impulseIrregularity'),
  wanderingVisits: limited('wanderingVisits'),
  wanderingShare: limited('wanderingShare'),
} satisfies Record<keyof TypeThresholds, z.ZodType>)

const TypeCounts = z.array(z.object({ type: TypeName.nullable(), customers: Count }))
/** How many customers are of each type now, and would be. */
export const TypesPreview = z.object({ now: TypeCounts, asked: TypeCounts })
export type TypesPreview = z.infer<typeof TypesPreview>

const Alike = z.object({
  /** Of whom it speaks: the same type, the same category of the first purchase, or everybody. */
  by: z.enum(['type', 'category', 'all']),
  /** The type's key, or the category. */
  name: z.string().nullable(),
  customers: Count,
  returned: Count,
  purchases: Count,
  medianDays: z.number().nullable(),
  product: z.object({ id: z.string().nullable(), name: z.string(), purchases: Count }).nullable(),
  category: z.object({ name: z.string(), purchases: Count }).nullable(),
  discounted: Share,
})

/** What a customer's page says about this person. Days are local days since 1970-01-01. */
export const PersonalAnswers = z.object({
  asOfDay: z.int().nullable(),
  purchases: Count,
  /** Null before the first study. */
  type: z
    .object({
      type: TypeName.nullable(),
      /** Each check of the type; of the nearest ones when none holds. */
      evidence: z.array(
        z.object({
          type: TypeName,
          checks: z.array(
            z.object({
              fact: z.enum(FACTS),
              is: z.enum(['at_least', 'at_most']),
              value: z.number().nullable(),
              bound: z.number(),
              met: z.boolean(),
            }),
          ),
        }),
      ),
    })
    .nullable(),
  value: z.object({ revenue: Minor.nullable(), margin: Minor.nullable() }),
  margin: z.object({ share: z.number(), source: z.enum(['set', 'costs', 'assumed']) }),
  /** Null before customers are scored. */
  expected: z
    .object({
      alive: Share,
      purchases30: z.number().nullable(),
      purchases90: z.number().nullable(),
      purchases365: z.number().nullable(),
      nextDay: z.int().nullable(),
      nextLow: z.int().nullable(),
      nextHigh: z.int().nullable(),
      meanSpend: Minor.nullable(),
      value: Minor.nullable(),
    })
    .nullable(),
  rfm: z
    .object({
      r: z.int(),
      f: z.int(),
      m: z.int().nullable(),
      group: GroupName,
      silenceDays: z.int(),
      ranges: RfmRanges.nullable(),
    })
    .nullable(),
  alike: Alike.nullable(),
})
export type PersonalAnswers = z.infer<typeof PersonalAnswers>
