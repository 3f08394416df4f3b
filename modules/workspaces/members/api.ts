import * as z from 'zod'

/** A member as those see them who look after members. */
export const MemberDetails = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string(),
  role: z.string(),
  roleName: z.string().nullable(),
  joinedAt: z.iso.datetime(),
  /** When a session of theirs was last used, to the day; null for who never signed in. */
  seenAt: z.iso.datetime().nullable(),
  /** Whether they take a second step at sign-in. */
  hasSecondFactor: z.boolean(),
  /** Why the reader can neither change nor remove them; null when they can. */
  refusal: z.enum(['workspaces.owners_only', 'workspaces.last_owner']).nullable(),
})
export type MemberDetails = z.infer<typeof MemberDetails>

export const MemberDetailsResponse = z.object({ rows: z.array(MemberDetails) })
export type MemberDetailsResponse = z.infer<typeof MemberDetailsResponse>

export const MemberParams = z.object({ id: z.string().min(1).max(100) })

export const MemberRoleRequest = z.object({ role: z.string().min(1).max(60) })
export type MemberRoleRequest = z.infer<typeof MemberRoleRequest>

/** What a member is in charge of, and what becomes of it when they go. */
export const BelongingsResponse = z.object({
  rows: z.array(
    z.object({
      /** 'customers', 'goals', 'tokens' … */
      name: z.string(),
      count: z.int(),
      /** It is handed to somebody else, or ends with them. */
      fate: z.enum(['passes', 'ends']),
    }),
  ),
})
export type BelongingsResponse = z.infer<typeof BelongingsResponse>

/** Who gets what a leaving member was in charge of. May be left out when there is nothing to hand over. */
export const SuccessorQuery = z.object({ successor: z.string().min(1).max(100).optional() })

export const DepartureRequest = z.object({
  /** Null when there is nothing to hand over. */
  successor: z.string().min(1).max(100).nullable(),
})
export type DepartureRequest = z.infer<typeof DepartureRequest>
