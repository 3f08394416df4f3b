import * as z from 'zod'
import { Minor } from '#api/customers'

export const ProductsQuery = z.object({
  search: z.string().max(200).optional(),
  category: z.string().max(500).optional(),
  archived: z.enum(['yes', 'no']).default('no'),
  sort: z.enum(['name', '-name', 'revenue', '-revenue', 'units', '-units', 'seen', '-seen']).default('-revenue'),
  cursor: z.string().max(800).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
})
export type ProductsQuery = z.infer<typeof ProductsQuery>

export const ProductRow = z.object({
  id: z.uuid(),
  code: z.string().nullable(),
  name: z.string(),
  category: z.string().nullable(),
  price: Minor.nullable(),
  cost: Minor.nullable(),
  isArchived: z.boolean(),
  /** Of all purchases, as of `countedAt`; null there while nothing was counted yet. */
  units: z.number(),
  orders: z.int(),
  buyers: z.int(),
  revenue: Minor.nullable(),
  countedAt: z.iso.datetime().nullable(),
  lastSeen: z.iso.datetime(),
})
export type ProductRow = z.infer<typeof ProductRow>

export const ProductsPage = z.object({ rows: z.array(ProductRow), next: z.string().nullable(), categories: z.array(z.string()) })
export type ProductsPage = z.infer<typeof ProductsPage>

export const ProductResponse = ProductRow.extend({
  firstSeen: z.iso.datetime(),
  /** What a member wrote, which orders no longer change. */
  edited: z.array(z.enum(['name', 'category', 'price'])),
  /** Share of the price that is left after the cost; null while one of them is unknown. */
  margin: z.number().nullable(),
  /** Buyers whose first purchase held it, and those of them who came back. */
  firstBuyers: z.int(),
  firstBuyersBack: z.int(),
})
export type ProductResponse = z.infer<typeof ProductResponse>

const Amount = z
  .string()
  .regex(/^\d{1,18}$/)
  .nullable()

/** What is left out stays. */
export const ProductChange = z.object({
  name: z.string().trim().min(1).max(500).optional(),
  category: z.string().trim().min(1).max(500).nullable().optional(),
  price: Amount.optional(),
  cost: Amount.optional(),
  isArchived: z.boolean().optional(),
})
export type ProductChange = z.infer<typeof ProductChange>
