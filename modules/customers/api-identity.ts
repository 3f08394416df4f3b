import * as z from 'zod'
import { CustomerIdentifier, CustomerRow } from './api.ts'

/** What speaks for two customers being one person. Contacts are shown in part to those who may not see them. */
export const LikenessEvidence = z.object({ kind: z.string(), value: z.string(), source: z.string().optional() })
export type LikenessEvidence = z.infer<typeof LikenessEvidence>

/** A customer as they stand beside another. */
export const PersonBeside = CustomerRow.pick({
  id: true,
  name: true,
  phone: true,
  email: true,
  externalId: true,
  country: true,
  purchases: true,
  revenue: true,
  refunds: true,
  firstAt: true,
  lastAt: true,
}).extend({
  city: z.string().nullable(),
  tags: z.array(z.string()),
  createdAt: z.iso.datetime(),
  identifiers: z.array(CustomerIdentifier.pick({ kind: true, source: true, value: true, isVerified: true })),
})
export type PersonBeside = z.infer<typeof PersonBeside>

export const SuggestionsQuery = z.object({
  /** Only those that concern this customer. */
  customer: z.uuid().optional(),
  cursor: z.string().max(500).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(20),
})
export type SuggestionsQuery = z.infer<typeof SuggestionsQuery>

/** Two customers who may be one person; the one with more purchases, then the older one, stands first. */
export const Suggestion = z.object({
  id: z.uuid(),
  /** How likely, 0 to 100. */
  score: z.int(),
  foundAt: z.iso.datetime(),
  evidence: z.array(LikenessEvidence),
  one: PersonBeside,
  other: PersonBeside,
})
export type Suggestion = z.infer<typeof Suggestion>

export const SuggestionsPage = z.object({ rows: z.array(Suggestion), next: z.string().nullable(), total: z.int() })
export type SuggestionsPage = z.infer<typeof SuggestionsPage>

export const MergeRequest = z.object({ survivorId: z.uuid(), absorbedId: z.uuid() })
export type MergeRequest = z.infer<typeof MergeRequest>
export const MergeResponse = z.object({ mergeId: z.uuid() })
export type MergeResponse = z.infer<typeof MergeResponse>

/** A merge that concerns a customer. */
export const MergeRow = z.object({
  id: z.uuid(),
  survivor: z.object({ id: z.uuid(), name: z.string().nullable() }),
  absorbed: z.object({ id: z.uuid(), name: z.string().nullable(), isVisitor: z.boolean() }),
  reason: z.enum(['verified', 'anonymous', 'alias', 'chosen']),
  evidence: z.array(LikenessEvidence),
  /** A member's name, or null when it happened by itself. */
  by: z.string().nullable(),
  at: z.iso.datetime(),
  undoneAt: z.iso.datetime().nullable(),
  mayUndo: z.boolean(),
})
export type MergeRow = z.infer<typeof MergeRow>
export const MergesResponse = z.object({ rows: z.array(MergeRow) })
export type MergesResponse = z.infer<typeof MergesResponse>

export const LikenessQuery = z.object({ other: z.uuid() })

/** What a merge would do: who they are, what they would show, and how much comes along. */
export const MergePreview = z.object({
  survivor: PersonBeside,
  absorbed: PersonBeside,
  /** Fields in which the person would read otherwise than the survivor does now. */
  changes: z.array(z.object({ field: z.string(), before: z.string().nullable(), after: z.string().nullable() })),
  moves: z.object({
    profiles: z.int(),
    identifiers: z.int(),
    purchases: z.int(),
    refunds: z.int(),
    events: z.int(),
    edits: z.int(),
  }),
})
export type MergePreview = z.infer<typeof MergePreview>
