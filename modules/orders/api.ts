import * as z from 'zod'
import { ExportFormat, Minor } from '#api/customers'

export const OrdersQuery = z.object({
  search: z.string().max(200).optional(),
  customer: z.uuid().optional(),
  kind: z.enum(['purchase', 'refund', 'free']).optional(),
  /** Local days, both inclusive. */
  from: z.iso.date().optional(),
  to: z.iso.date().optional(),
  sort: z.enum(['at', '-at', 'total', '-total']).default('-at'),
  cursor: z.string().max(500).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
})
export type OrdersQuery = z.infer<typeof OrdersQuery>

export const OrderRow = z.object({
  id: z.uuid(),
  /** Null when the shop's file had no order numbers. */
  number: z.string().nullable(),
  kind: z.enum(['purchase', 'refund', 'free']),
  orderedAt: z.iso.datetime(),
  total: Minor.nullable(),
  currency: z.string(),
  status: z.string().nullable(),
  customer: z.object({ id: z.uuid(), name: z.string().nullable(), externalId: z.string().nullable() }),
})
export type OrderRow = z.infer<typeof OrderRow>

/** `total` counts up to 10,000 exactly and is null beyond: nobody reads further, and counting ten million rows is slow. */
export const OrdersPage = z.object({ rows: z.array(OrderRow), next: z.string().nullable(), total: z.int().nullable() })
export type OrdersPage = z.infer<typeof OrdersPage>

export const OrderItem = z.object({
  line: z.int(),
  productCode: z.string().nullable(),
  productName: z.string().nullable(),
  category: z.string().nullable(),
  quantity: z.number().nullable(),
  amount: Minor.nullable(),
})
export type OrderItem = z.infer<typeof OrderItem>

export const OrderResponse = OrderRow.extend({
  discount: Minor.nullable(),
  channel: z.string().nullable(),
  paymentMethod: z.string().nullable(),
  shippingMethod: z.string().nullable(),
  country: z.string().nullable(),
  source: z.string(),
  items: z.array(OrderItem),
  /** The order that this refund gives back, and the refunds of this order. */
  refundOf: z.object({ id: z.uuid(), number: z.string().nullable() }).nullable(),
  refunds: z.array(z.object({ id: z.uuid(), number: z.string().nullable(), orderedAt: z.iso.datetime(), total: Minor.nullable() })),
})
export type OrderResponse = z.infer<typeof OrderResponse>

export const OrdersExportQuery = OrdersQuery.omit({ cursor: true, limit: true }).extend({
  format: ExportFormat,
  language: z.enum(['fa', 'en']),
})

/** How long after the last purchase a customer still counts as current. */
export const ActivityWindow = z.object({
  days: z.int().min(1).max(3660),
  source: z.enum(['suggested', 'set']),
  suggested: z.int().nullable(),
})
export type ActivityWindow = z.infer<typeof ActivityWindow>
/** Null goes back to the suggested one. */
export const ActivityWindowRequest = z.object({ days: z.int().min(1).max(3660).nullable() })
export type ActivityWindowRequest = z.infer<typeof ActivityWindowRequest>
