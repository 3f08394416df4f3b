import { randomUUIDv7 } from 'node:crypto'
import type { Ctx } from '#core/context'
import { invalid, notFound } from '#core/errors'
import type { RememberedDateRequest, RememberedDateResponse } from './api.ts'
import { readToldDate } from './domain-dates.ts'
import { familyFor } from './family.ts'

/** A family's days to remember every year. */
export async function rememberedDatesOf(ctx: Ctx, family: readonly string[]): Promise<RememberedDateResponse[]> {
  return ctx.db
    .selectFrom('profiles_dates')
    .select(['id', 'label', 'date', 'calendar'])
    .where('workspace_id', '=', ctx.workspace.id)
    .where('customer_id', 'in', [...family])
    .orderBy('id')
    .execute()
}

/** Adds a day to remember and gives its id. */
export async function addRememberedDate(ctx: Ctx, customerId: string, given: RememberedDateRequest): Promise<{ id: string }> {
  const [root] = await familyFor(ctx, customerId)
  const id = randomUUIDv7()
  await ctx.db
    .insertInto('profiles_dates')
    .values({ workspace_id: ctx.workspace.id, id, customer_id: root, ...columnsOf(given), added_at: ctx.now })
    .execute()
  return { id }
}

/** Changes a day to remember. */
export async function changeRememberedDate(ctx: Ctx, customerId: string, dateId: string, given: RememberedDateRequest): Promise<void> {
  const family = await familyFor(ctx, customerId)
  const { numUpdatedRows } = await ctx.db
    .updateTable('profiles_dates')
    .set(columnsOf(given))
    .where('workspace_id', '=', ctx.workspace.id)
    .where('id', '=', dateId)
    .where('customer_id', 'in', [...family])
    .executeTakeFirstOrThrow()
  if (numUpdatedRows === 0n) throw notFound('profiles.date_not_found')
}

/** Takes a day to remember away. */
export async function removeRememberedDate(ctx: Ctx, customerId: string, dateId: string): Promise<void> {
  const family = await familyFor(ctx, customerId)
  const { numDeletedRows } = await ctx.db
    .deleteFrom('profiles_dates')
    .where('workspace_id', '=', ctx.workspace.id)
    .where('id', '=', dateId)
    .where('customer_id', 'in', [...family])
    .executeTakeFirstOrThrow()
  if (numDeletedRows === 0n) throw notFound('profiles.date_not_found')
}

function columnsOf({ label, date, calendar }: RememberedDateRequest) {
  if (!readToldDate(calendar, date)) throw invalid('profiles.no_such_day')
  return { label, date, calendar }
}
