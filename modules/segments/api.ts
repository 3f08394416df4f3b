import * as z from 'zod'
import { Condition } from '#api/customers'

/** A segment with how many were in it when they were last counted. */
export const SegmentResponse = z.object({
  id: z.uuid(),
  name: z.string(),
  description: z.string(),
  condition: Condition,
  members: z.int().nullable(),
  countedAt: z.iso.datetime().nullable(),
  createdBy: z.string().nullable(),
  createdAt: z.iso.datetime(),
  changedAt: z.iso.datetime(),
  archivedAt: z.iso.datetime().nullable(),
  /** Names of the segments whose condition names this one; it can't be deleted while there are any. */
  usedBy: z.array(z.string()),
})
export type SegmentResponse = z.infer<typeof SegmentResponse>

export const SegmentsQuery = z.object({ archived: z.enum(['yes', 'no']).default('no') })
export const SegmentsResponse = z.object({ segments: z.array(SegmentResponse) })
export type SegmentsResponse = z.infer<typeof SegmentsResponse>

export const SegmentRequest = z.object({
  name: z.string().trim().min(1).max(100),
  description: z.string().trim().max(1000).default(''),
  condition: Condition,
})
export type SegmentRequest = z.infer<typeof SegmentRequest>

export const SegmentCount = z.object({ members: z.int(), countedAt: z.iso.datetime() })
export type SegmentCount = z.infer<typeof SegmentCount>

export const CountRequest = z.object({ condition: Condition })
export const CreatedSegment = z.object({ id: z.uuid() })
export const IdParam = z.object({ id: z.uuid() })
