import * as z from 'zod'
import { FACTOR_KINDS } from './domain-factors.ts'

/** A study as it goes on, or went. */
export const StudyState = z.object({
  id: z.uuid(),
  state: z.enum(['waiting', 'running', 'done', 'failed', 'cancelled']),
  /** 0 to 1 while it runs. */
  share: z.number().nullable(),
  askedAt: z.iso.datetime(),
  finishedAt: z.iso.datetime().nullable(),
  error: z.string().nullable(),
})
export type StudyState = z.infer<typeof StudyState>

export const StudyAnswer = z.object({ study: StudyState.nullable() })

/** Of one segment's customers, or of everybody. */
export const LensQuery = z.object({ segment: z.uuid().optional() })

export const StudyRequest = z.object({ segment: z.uuid().nullable().default(null) })

const ShareOf = z.object({ count: z.int(), of: z.int() })
const ProductRef = z.object({ id: z.string().nullable(), code: z.string().nullable(), name: z.string() })
const Judged = z.object({
  difference: z.number(),
  low: z.number(),
  high: z.number(),
  p: z.number(),
  verdict: z.enum(['more', 'less', 'unclear', 'few']),
})

export const FactorRow = Judged.extend({
  kind: z.enum(FACTOR_KINDS),
  value: z.string(),
  name: z.string().nullable(),
  with: ShareOf,
  without: ShareOf,
})
export type FactorRow = z.infer<typeof FactorRow>

const Pair = z.object({
  first: ProductRef,
  second: ProductRef,
  with: ShareOf,
  all: ShareOf,
  customers: z.int(),
  lift: z.number(),
  low: z.number(),
  high: z.number(),
  p: z.number(),
})
export type PairRow = z.infer<typeof Pair>

const GivenBack = ShareOf.extend({ low: z.number(), high: z.number() })

/** What a study finds, part by part; each is read back in one row. */
export const PARTS = {
  standing: z.object({
    asOfDay: z.int(),
    windowDays: z.int(),
    returnDays: z.int().nullable(),
    calendar: z.enum(['gregorian', 'persian']),
    customers: z.int(),
    orders: z.int(),
  }),
  factors: z.object({
    everybody: ShareOf,
    factors: z.array(FactorRow).readonly(),
    looks: z.int(),
    valueCuts: z.tuple([z.number(), z.number(), z.number()]).readonly().nullable(),
  }),
  first: z.object({
    everybody: ShareOf,
    rows: z.array(Judged.extend({ product: ProductRef, with: ShareOf, without: ShareOf })).readonly(),
    total: z.int(),
  }),
  together: z.object({ rows: z.array(Pair).readonly(), products: z.int() }),
  next: z.object({ rows: z.array(Pair).readonly(), products: z.int() }),
  silence: z.object({
    everything: ShareOf,
    rows: z.array(Judged.extend({ product: ProductRef, orders: ShareOf, expected: z.number(), lastOf: z.int() })).readonly(),
    total: z.int(),
  }),
  refunds: z.object({
    everything: ShareOf,
    products: z.array(GivenBack.extend({ product: ProductRef })).readonly(),
    categories: z.array(GivenBack.extend({ category: z.string() })).readonly(),
  }),
} as const

export type PartName = keyof typeof PARTS
export type Part<N extends PartName> = z.infer<(typeof PARTS)[N]>

const answerOf = <S extends z.ZodType>(part: S) =>
  z.object({
    /** What goes on now, or went on last; null before the first study. */
    study: StudyState.nullable(),
    /** What the figures stand on; null before the first study is done. */
    standing: PARTS.standing.extend({ asOf: z.iso.date(), madeAt: z.iso.datetime() }).nullable(),
    content: part.nullable(),
  })

export const WhyReport = answerOf(PARTS.factors)
export type WhyReport = z.infer<typeof WhyReport>

export const PRODUCT_VIEWS = ['first', 'together', 'next', 'silence', 'refunds'] as const
export type ProductView = (typeof PRODUCT_VIEWS)[number]

/** Codes of the catalogue that look like services rather than goods. */
const Service = z.object({ id: z.uuid(), code: z.string().nullable(), name: z.string() })

/** One view a request: only its own content is given. */
export const ProductsReport = answerOf(
  z.object({
    first: PARTS.first.optional(),
    together: PARTS.together.optional(),
    next: PARTS.next.optional(),
    silence: PARTS.silence.optional(),
    refunds: PARTS.refunds.optional(),
  }),
).extend({ services: z.array(Service) })
export type ProductsReport = z.infer<typeof ProductsReport>

export const ProductsStudiedQuery = LensQuery.extend({ view: z.enum(PRODUCT_VIEWS) })

const Format = { format: z.enum(['csv', 'xlsx']).default('csv'), language: z.enum(['fa', 'en']).default('en') }
export const WhyExportQuery = LensQuery.extend(Format)
export const ProductsExportQuery = ProductsStudiedQuery.extend(Format)
