import * as z from 'zod'
import type { Fitted, FittedSpend } from '../models/contract.ts'
import type { RfmCuts } from '../types/domain-rfm.ts'
import { Candidate, MarginUsed, ModelChoice, ModelName, Shortage, Spend, TimeUnit, Validation } from './api.ts'

/** Some days of a forecast. Days are local days, money is minor units. */
export const Foreseen = z.object({
  firstDay: z.int(),
  lastDay: z.int(),
  orders: z.number(),
  ordersLow: z.number(),
  ordersHigh: z.number(),
  revenue: z.number().nullable(),
  revenueLow: z.number().nullable(),
  revenueHigh: z.number().nullable(),
})

/** A week of a forecast that has passed: what was expected of it, and what came. */
const Rehearsed = Foreseen.extend({ actualOrders: z.int(), actualRevenue: z.number().nullable() })

/** What a fit found, as insights_fits keeps it: enough to score anybody again. */
export const FitContent = z.object({
  timeUnit: TimeUnit,
  modelAsked: ModelChoice,
  discountRate: z.number(),
  margin: MarginUsed,
  customers: z.int(),
  returned: z.int(),
  candidates: z.array(Candidate),
  chosen: ModelName.nullable(),
  shortage: Shortage.nullable(),
  spend: Spend.nullable(),
  cuts: z.object({ silence: z.array(z.number()), purchases: z.array(z.number()), revenue: z.array(z.number()).nullable() }).nullable(),
  /** Where the groups by expected value part, in minor units, rising. */
  valueEdges: z.array(z.number()),
  validation: Validation.nullable(),
  rehearsal: z.array(Rehearsed),
})
export type FitContent = z.infer<typeof FitContent>

/** What customers are scored by. */
export interface Judge {
  /** Local day at whose end scores stand, but for those who bought since. */
  readonly asOfDay: number
  readonly timeUnit: TimeUnit
  /** Null where there is too little for a model. */
  readonly fitted: Fitted | null
  /** Of amounts in whole units of the currency; null where they are unknown, or too few. */
  readonly spend: FittedSpend | null
  readonly cuts: RfmCuts | null
  readonly margin: number
  /** A year's. */
  readonly discountRate: number
  /** Minor units in a whole one. */
  readonly minor: number
}

/** The judge that a stored fit makes. */
export function judgeOf(content: FitContent, { asOfDay, minor }: Pick<Judge, 'asOfDay' | 'minor'>): Judge {
  const { timeUnit, candidates, chosen, spend, cuts, margin, discountRate } = content
  return {
    asOfDay,
    timeUnit,
    fitted: candidates.find(({ name }) => name === chosen) ?? null,
    spend: spend && fittedSpend(spend),
    cuts,
    margin: margin.share,
    discountRate,
    minor,
  }
}

function fittedSpend({ p, q, v, standardErrors, ...rest }: Spend): FittedSpend {
  const { p: ofP = null, q: ofQ = null, v: ofV = null } = standardErrors
  return { ...rest, p, q, v, state: 'ok', standardErrors: { p: ofP, q: ofQ, v: ofV } }
}
