import * as z from 'zod'

/** How far a return request has come. */
export const ReturnStateName = z.enum(['requested', 'approved', 'refused', 'received', 'refunded', 'replaced'])
export type ReturnStateName = z.infer<typeof ReturnStateName>

export const ReturnItem = z.object({ line: z.int().min(1), quantity: z.number().positive().max(1_000_000) })
export const ReturnStep = z.object({ state: ReturnStateName, at: z.iso.datetime(), by: z.string(), note: z.string().nullable() })

/** No items mean the whole order. */
export const ReturnRequest = z.object({
  items: z.array(ReturnItem).max(500).default([]),
  reason: z.string().trim().max(2000).nullable().default(null),
})
export type ReturnRequest = z.infer<typeof ReturnRequest>

export const ReturnMove = z.object({ state: ReturnStateName, note: z.string().trim().max(2000).nullable().default(null) })
export type ReturnMove = z.infer<typeof ReturnMove>

export const ReturnResponse = z.object({
  id: z.uuid(),
  orderId: z.uuid(),
  orderNumber: z.string().nullable(),
  customer: z.object({ id: z.uuid(), name: z.string().nullable() }),
  /** Who of the customer's family bought it. */
  profileId: z.uuid(),
  items: z.array(ReturnItem),
  reason: z.string().nullable(),
  state: ReturnStateName,
  requestedBy: z.string(),
  requestedAt: z.iso.datetime(),
  changedAt: z.iso.datetime(),
  steps: z.array(ReturnStep),
})
export type ReturnResponse = z.infer<typeof ReturnResponse>

export const ReturnsQuery = z.object({
  state: z.enum(['open', ...ReturnStateName.options]).optional(),
  cursor: z.string().max(500).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
})
export type ReturnsQuery = z.infer<typeof ReturnsQuery>

export const ReturnsPage = z.object({ rows: z.array(ReturnResponse), next: z.string().nullable() })
export type ReturnsPage = z.infer<typeof ReturnsPage>
