import * as z from 'zod'
import { ExportFormat, Minor } from '#api/customers'
import { ReturnResponse } from './api-returns.ts'

export { ReturnMove, ReturnRequest, ReturnResponse, ReturnsPage, ReturnsQuery, ReturnStateName } from './api-returns.ts'
export { CartRow, CartsPage, CartsQuery } from './api-carts.ts'
export { ProductChange, ProductResponse, ProductRow, ProductsPage, ProductsQuery } from './api-products.ts'

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
  /** How far it is, in its shop's word; null on what an import brought. */
  state: z.enum(['placed', 'paid', 'shipped', 'delivered', 'cancelled', 'refunded']).nullable(),
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

const Instant = z.iso.datetime().nullable()

export const OrderItem = z.object({
  line: z.int(),
  productCode: z.string().nullable(),
  productName: z.string().nullable(),
  category: z.string().nullable(),
  quantity: z.number().nullable(),
  amount: Minor.nullable(),
  variant: z.string().nullable(),
  /** Of one piece. */
  price: Minor.nullable(),
  productId: z.uuid().nullable(),
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
  refunds: z.array(
    z.object({
      id: z.uuid(),
      number: z.string().nullable(),
      orderedAt: z.iso.datetime(),
      total: Minor.nullable(),
      reason: z.string().nullable(),
    }),
  ),
  shipping: Minor.nullable(),
  tax: Minor.nullable(),
  coupons: z.array(z.string()),
  /** Why it was given back, on a refund. */
  reason: z.string().nullable(),
  delivery: z.object({
    promisedAt: Instant,
    shippedAt: Instant,
    deliveredAt: Instant,
    /** Whole days after the promise: of what came, or, while it has not, as of now. */
    daysLate: z.int().nullable(),
  }),
  payment: z.object({
    dueAt: Instant,
    paidAt: Instant,
    paidAmount: Minor.nullable(),
    daysLate: z.int().nullable(),
  }),
  cancelledAt: Instant,
  returns: z.array(ReturnResponse),
})
export type OrderResponse = z.infer<typeof OrderResponse>

export const DeliveryRequest = z.object({ promisedAt: Instant, shippedAt: Instant, deliveredAt: Instant })
export type DeliveryRequest = z.infer<typeof DeliveryRequest>

export const PaymentRequest = z.object({
  dueAt: Instant,
  paidAt: Instant,
  paidAmount: z
    .string()
    .regex(/^\d{1,18}$/)
    .nullable(),
})
export type PaymentRequest = z.infer<typeof PaymentRequest>

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
