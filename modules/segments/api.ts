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
  /** Since when members are followed as things happen; null while they are gathered. */
  filledAt: z.iso.datetime().nullable(),
  /** Since when the condition stands as it does: sizes of days before are of another one. */
  conditionAt: z.iso.datetime(),
  /** Why nobody can be said to meet the condition; null when all is well. */
  fault: z.string().nullable(),
  /** How many there were at the end of the last days, oldest first; days without a word are left out. */
  sizes: z.array(z.object({ day: z.int(), members: z.int() })),
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

/** How many were in it by local day (days since 1970-01-01), and how many were told to have joined and left on that day. */
export const SizesResponse = z.object({
  sizes: z.array(z.object({ day: z.int(), members: z.int(), joined: z.int(), left: z.int() })),
  conditionDay: z.int(),
})
export type SizesResponse = z.infer<typeof SizesResponse>

export const MembersQuery = z.object({
  cursor: z.string().max(500).optional(),
  limit: z.coerce.number().int().min(1).max(1000).default(100),
})
export type MembersQuery = z.infer<typeof MembersQuery>
/** Members by their id. `since` is null for whoever was there when the segment was made, or came with imported history. */
export const MembersResponse = z.object({
  members: z.array(z.object({ customerId: z.uuid(), name: z.string().nullable(), since: z.iso.datetime().nullable() })),
  next: z.string().nullable(),
})
export type MembersResponse = z.infer<typeof MembersResponse>

export const MemberParams = z.object({ id: z.uuid(), customerId: z.uuid() })
/** Whether the customer meets the condition now, and since when that was seen. */
export const MemberResponse = z.object({ isMember: z.boolean(), since: z.iso.datetime().nullable() })
export type MemberResponse = z.infer<typeof MemberResponse>

/** Who joined and who left lately, latest first. */
export const MovesResponse = z.object({
  moves: z.array(z.object({ customerId: z.uuid(), name: z.string().nullable(), joined: z.boolean(), at: z.iso.datetime() })),
})
export type MovesResponse = z.infer<typeof MovesResponse>

export const OverlapQuery = z.object({ one: z.uuid(), other: z.uuid() })
/** Everybody in either of two segments, in three parts, with the condition that opens each. */
export const OverlapResponse = z.object({
  onlyOne: z.object({ members: z.int(), condition: Condition }),
  both: z.object({ members: z.int(), condition: Condition }),
  onlyOther: z.object({ members: z.int(), condition: Condition }),
})
export type OverlapResponse = z.infer<typeof OverlapResponse>

const InBoth = z.object({ fa: z.string(), en: z.string() })
/** Segments that one press adds, as far as what they ask about is there. `fedBy` says what has to arrive before anybody is in them. */
export const ReadyResponse = z.object({
  ready: z.array(z.object({ key: z.string(), name: InBoth, description: InBoth, fedBy: InBoth.nullable(), condition: Condition })),
})
export type ReadyResponse = z.infer<typeof ReadyResponse>

export const CountRequest = z.object({ condition: Condition })
export const CreatedSegment = z.object({ id: z.uuid() })
export const IdParam = z.object({ id: z.uuid() })
