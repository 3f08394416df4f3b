import * as z from 'zod'
import { Minor } from '#api/customers'

/** `open` was changed within the hour, `left` was not, `converted` became an order. */
export const CartState = z.enum(['open', 'left', 'converted'])
export type CartState = z.infer<typeof CartState>

export const CartsQuery = z.object({
  state: CartState.optional(),
  customer: z.uuid().optional(),
  /** Local days of the last change, both inclusive. */
  from: z.iso.date().optional(),
  to: z.iso.date().optional(),
  cursor: z.string().max(500).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
})
export type CartsQuery = z.infer<typeof CartsQuery>

export const CartLine = z.object({
  code: z.string().nullable(),
  name: z.string().nullable(),
  category: z.string().nullable(),
  variant: z.string().nullable(),
  quantity: z.number().nullable(),
  price: Minor.nullable(),
  amount: Minor.nullable(),
})

export const CartRow = z.object({
  id: z.uuid(),
  source: z.string(),
  state: CartState,
  customer: z.object({ id: z.uuid(), name: z.string().nullable() }),
  begunAt: z.iso.datetime(),
  changedAt: z.iso.datetime(),
  currency: z.string(),
  total: Minor.nullable(),
  coupons: z.array(z.string()),
  items: z.array(CartLine),
  checkedOutAt: z.iso.datetime().nullable(),
  checkoutStep: z.int().nullable(),
  order: z.object({ id: z.uuid(), number: z.string().nullable() }).nullable(),
})
export type CartRow = z.infer<typeof CartRow>

export const CartsPage = z.object({ rows: z.array(CartRow), next: z.string().nullable() })
export type CartsPage = z.infer<typeof CartsPage>
