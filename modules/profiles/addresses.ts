import { randomUUIDv7 } from 'node:crypto'
import { sql } from 'kysely'
import { inTransaction, type Ctx } from '#core/context'
import { notFound } from '#core/errors'
import type { AddressRequest, AddressResponse } from './api.ts'
import { placeOf } from './domain-places.ts'
import { familyFor, holdCustomer } from './family.ts'
import { suggestNeighbours } from './suggest-neighbours.ts'

/** Where a family lives and receives parcels, the primary address first. */
export async function addressesOf(ctx: Ctx, family: readonly string[]): Promise<AddressResponse[]> {
  const rows = await ctx.db
    .selectFrom('profiles_addresses')
    .selectAll()
    .where('workspace_id', '=', ctx.workspace.id)
    .where('customer_id', 'in', [...family])
    .orderBy('is_primary', 'desc')
    .orderBy('id')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    label: row.label,
    lines: row.lines,
    city: row.city,
    region: row.region,
    postalCode: row.postal_code,
    country: row.country,
    isPrimary: row.is_primary,
  }))
}

/** Adds an address and gives its id. A person has one primary address: the first one, or the last that was called so. */
export function addAddress(ctx: Ctx, customerId: string, address: AddressRequest): Promise<{ id: string }> {
  return inTransaction(ctx, async (ctx) => {
    const family = await familyFor(ctx, customerId)
    await holdCustomer(ctx, family[0])
    const isFirst = (await addressesOf(ctx, family)).length === 0
    if (address.isPrimary) await demoteOthers(ctx, family)
    const id = randomUUIDv7()
    const columns = { ...columnsOf(address), is_primary: address.isPrimary || isFirst }
    await ctx.db
      .insertInto('profiles_addresses')
      .values({ workspace_id: ctx.workspace.id, id, customer_id: family[0], ...columns, added_at: ctx.now })
      .execute()
    await suggestNeighbours(ctx, family[0], columns.place)
    return { id }
  })
}

/** Changes an address. */
export async function changeAddress(ctx: Ctx, customerId: string, addressId: string, address: AddressRequest): Promise<void> {
  await inTransaction(ctx, async (ctx) => {
    const family = await familyFor(ctx, customerId)
    await holdCustomer(ctx, family[0])
    if (address.isPrimary) await demoteOthers(ctx, family)
    const columns = columnsOf(address)
    const { numUpdatedRows } = await ctx.db
      .updateTable('profiles_addresses')
      .set(columns)
      .where('workspace_id', '=', ctx.workspace.id)
      .where('id', '=', addressId)
      .where('customer_id', 'in', [...family])
      .executeTakeFirstOrThrow()
    if (numUpdatedRows === 0n) throw notFound('profiles.address_not_found')
    await suggestNeighbours(ctx, family[0], columns.place)
  })
}

/** Takes an address away. */
export async function removeAddress(ctx: Ctx, customerId: string, addressId: string): Promise<void> {
  const family = await familyFor(ctx, customerId)
  const { numDeletedRows } = await ctx.db
    .deleteFrom('profiles_addresses')
    .where('workspace_id', '=', ctx.workspace.id)
    .where('id', '=', addressId)
    .where('customer_id', 'in', [...family])
    .executeTakeFirstOrThrow()
  if (numDeletedRows === 0n) throw notFound('profiles.address_not_found')
}

async function demoteOthers(ctx: Ctx, family: readonly string[]): Promise<void> {
  await sql`
    update profiles_addresses set is_primary = false
    where workspace_id = ${ctx.workspace.id} and customer_id = any(${family}::uuid[]) and is_primary`.execute(ctx.db)
}

function columnsOf({ label, lines, city, region, postalCode, country, isPrimary }: AddressRequest) {
  return { label, lines, city, region, postal_code: postalCode, country, is_primary: isPrimary, place: placeOf({ lines, city }) }
}
