import * as z from 'zod'
import { TYPES } from './domain-types.ts'

/** Customers of one type, stage and scores, and what they are worth; minor units. */
export const KindSum = z.object({
  type: z.enum(TYPES).nullable(),
  stage: z.enum(['new', 'returned', 'repeat', 'at_risk', 'former']),
  r: z.int().nullable(),
  f: z.int().nullable(),
  m: z.int().nullable(),
  customers: z.int(),
  /** Null where no amounts are known, margins not studied, nothing expected yet. */
  revenue: z.number().nullable(),
  margin: z.number().nullable(),
  expectedValue: z.number().nullable(),
  yearRevenue: z.number().nullable(),
})
export type KindSum = z.infer<typeof KindSum>

const Three = z.tuple([z.number(), z.number(), z.number()])
const Months = z.array(z.object({ month: z.int(), orders: Three, amounts: Three }))
const Alike = z.object({
  customers: z.int(),
  returned: z.int(),
  purchases: z.int(),
  medianDays: z.number().nullable(),
  product: z.object({ id: z.string().nullable(), name: z.string(), purchases: z.int() }).nullable(),
  category: z.object({ name: z.string(), purchases: z.int() }).nullable(),
  discounted: z.number().nullable(),
})

/** What each part of `insights_kinds` holds. */
export const PARTS = {
  sums: z.object({ asOfDay: z.int().nullable(), windowDays: z.int(), kinds: z.array(KindSum) }),
  revenue: z.object({ gregorian: Months, persian: Months }),
  spread: z
    .object({
      customers: z.int(),
      amount: z.number(),
      tops: z.array(z.object({ percent: z.number(), least: z.number(), customers: z.int(), amount: z.number() })),
      curve: z.array(z.number()),
      gini: z.number(),
    })
    .nullable(),
  alike: z.object({ types: z.partialRecord(z.enum(TYPES), Alike), categories: z.record(z.string(), Alike), all: Alike.nullable() }),
} as const

export type PartName = keyof typeof PARTS
export type Part<N extends PartName> = z.infer<(typeof PARTS)[N]>
