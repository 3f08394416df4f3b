import * as z from 'zod'
import { MarginUsed, ModelChoice, TimeUnit } from './api.ts'
import { FitContent, Foreseen } from './domain-fit.ts'

/** What the thread is given: domain-fitting.ts says what it means. */
export const FitInput = z.object({
  fitting: z.object({
    asOfDay: z.int(),
    timeUnit: TimeUnit,
    modelAsked: ModelChoice,
    margin: MarginUsed,
    discountRate: z.number(),
    hasAmounts: z.boolean(),
    minor: z.number(),
  }),
  histories: z.object({
    count: z.int(),
    starts: z.instanceof(Uint32Array),
    days: z.instanceof(Int32Array),
    amounts: z.instanceof(Float64Array),
  }),
})

const Floats = z.instanceof(Float32Array)
const Doubles = z.instanceof(Float64Array)
const Days = z.instanceof(Int32Array)
const Small = z.instanceof(Uint8Array)

/** What it gives back. */
export const FitResult = z.object({
  content: FitContent,
  scores: z.object({
    alive: Floats,
    expected30: Floats,
    expected90: Floats,
    expected365: Floats,
    nextDay: Days,
    nextLow: Days,
    nextHigh: Days,
    meanSpend: Doubles,
    expectedValue: Doubles,
    r: Small,
    f: Small,
    m: Small,
    group: Small,
  }),
  forecast: z.array(Foreseen.extend({ week: z.int() })),
})
export type FitResult = z.infer<typeof FitResult>
