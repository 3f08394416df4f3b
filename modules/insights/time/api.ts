import * as z from 'zod'
import { Minor } from '#api/customers'
import { CalendarName, RetentionPeriod, TimeToReturn } from '../api.ts'
import { MarginUsed } from '../scores/api.ts'
import { GRAINS } from './domain-grains.ts'

export const CohortMeasure = z.enum(['customers', 'orders', 'revenue', 'margin'])
export type CohortMeasure = z.infer<typeof CohortMeasure>
/** What customers are told apart by: the period of their first purchase ('none'), what that purchase was, or the segments they are in. */
export const CohortBy = z.enum(['none', 'first_product', 'first_category', 'channel', 'source', 'segment'])
export type CohortBy = z.infer<typeof CohortBy>

export const CohortsQuery = z.object({
  measure: CohortMeasure.default('customers'),
  grain: z.enum(GRAINS).default('month'),
  calendar: CalendarName.optional(),
  by: CohortBy.default('none'),
  /** Only customers whose first purchase lies on these days. */
  from: z.iso.date().optional(),
  to: z.iso.date().optional(),
  segment: z.uuid().optional(),
  /** Under which name the page hears of progress, on the live topic `insights.progress`. */
  ask: z.string().max(64).optional(),
})
export type CohortsQuery = z.infer<typeof CohortsQuery>
export const CohortsExportQuery = CohortsQuery.extend({
  part: z.enum(['cohorts', 'retention', 'gaps']).default('cohorts'),
  format: z.enum(['csv', 'xlsx']),
  language: z.enum(['fa', 'en']),
})
export type CohortsExportQuery = z.infer<typeof CohortsExportQuery>

const Count = z.int().min(0)

/** One cohort or group. `values[k]` belongs to the kth period after that of the first purchase, 0 being that period itself. */
export const CohortCutRow = z.object({
  /** The period's first day ('2025-03-01'), or what the group has in common: a product's or segment's id, a category, channel or source. */
  id: z.string(),
  /** The period's number in its grid; null for groups. */
  index: z.int().nullable(),
  /** The group's name; null for periods. */
  name: z.string().nullable(),
  size: Count,
  values: z.array(z.union([Count, Minor])),
  /** Of how many customers the kth period has begun; null for periods, where it has for all. */
  eligible: z.array(Count).nullable(),
  /** The value of the filter `cohort` that its customers meet; domain-behind.ts says how to ask for those who bought in the kth period. */
  behind: z.string(),
})
export type CohortCutRow = z.infer<typeof CohortCutRow>

export const CohortCut = z.object({
  empty: z.boolean(),
  asOf: z.iso.date().nullable(),
  grain: z.enum(GRAINS),
  calendar: CalendarName,
  measure: CohortMeasure,
  by: CohortBy,
  currency: z.string(),
  /** Whether the shop's data carry amounts at all. */
  hasAmounts: z.boolean(),
  windowDays: z.int(),
  /** Where margins come from, when they are asked for. */
  margin: MarginUsed.nullable(),
  /** False while nobody's first purchase has been studied, so that there are no groups yet. */
  isStudied: z.boolean(),
  customers: Count,
  rows: z.array(CohortCutRow),
  /** How many earlier cohorts, or smaller groups, are not shown. */
  left: Count,
  /** Retention of the same customers by (E - N) / S, of each group where there are groups. */
  retention: z.array(z.object({ id: z.string(), name: z.string().nullable(), periods: z.array(RetentionPeriod) })),
  /** Days between consecutive purchases and between the first two: quartiles, and as pairs of days and how many gaps are so long. */
  gaps: z.object({
    any: TimeToReturn.omit({ curve: true }),
    first: TimeToReturn.omit({ curve: true }),
    counts: z.array(z.tuple([z.int(), Count])),
  }),
})
export type CohortCut = z.infer<typeof CohortCut>
