import { randomUUIDv7 } from 'node:crypto'
import { sql } from 'kysely'
import type { Ctx } from '#core/context'
import { invalid, notFound } from '#core/errors'
import { customerFor } from '#modules/customers'
import type { BuyerResponse, ConsumerRequest, ConsumerResponse } from './api.ts'
import { readToldDate } from './domain-dates.ts'
import { familyFor } from './family.ts'
import type { ProfilesConsumersTable } from './tables.ts'

/** Who uses what a family buys: children, employees, gifted friends. */
export async function consumersOf(ctx: Ctx, family: readonly string[]): Promise<ConsumerResponse[]> {
  const { rows } = await sql<ProfilesConsumersTable & { as_customer_name: string | null }>`
    select k.*, c.name as as_customer_name
    from profiles_consumers k
    left join customers c on c.workspace_id = k.workspace_id and c.id = k.as_customer_id
    where k.workspace_id = ${ctx.workspace.id} and k.customer_id = any(${family}::uuid[])
    order by k.id`.execute(ctx.db)
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    relation: row.relation,
    birthday: row.birthday && row.birthday_calendar ? { date: row.birthday, calendar: row.birthday_calendar } : null,
    note: row.note,
    asCustomerId: row.as_customer_id,
    asCustomerName: row.as_customer_name,
  }))
}

/** Who buys for this family: customers among whose consumers it is. Under row-level security a join by `coalesce` reads the whole table, one by `case` its index. */
export async function buyersFor(ctx: Ctx, family: readonly string[]): Promise<BuyerResponse[]> {
  const { rows } = await sql<BuyerResponse>`
    select distinct on (c.id) c.id, c.name, k.relation
    from profiles_consumers k
    join customers p on p.workspace_id = k.workspace_id and p.id = k.customer_id
    join customers c on c.workspace_id = p.workspace_id and c.id = case when p.merged_into is null then p.id else p.merged_into end
    where k.workspace_id = ${ctx.workspace.id} and k.as_customer_id = any(${family}::uuid[]) and c.id <> ${family[0]}
    order by c.id, k.id`.execute(ctx.db)
  return rows
}

/** Adds a consumer and gives the id. */
export async function addConsumer(ctx: Ctx, customerId: string, consumer: ConsumerRequest): Promise<{ id: string }> {
  const [root] = await familyFor(ctx, customerId)
  const id = randomUUIDv7()
  await ctx.db
    .insertInto('profiles_consumers')
    .values({ workspace_id: ctx.workspace.id, id, customer_id: root, ...(await columnsOf(ctx, consumer)), added_at: ctx.now })
    .execute()
  return { id }
}

/** Changes what is known of a consumer. */
export async function changeConsumer(ctx: Ctx, customerId: string, consumerId: string, consumer: ConsumerRequest): Promise<void> {
  const family = await familyFor(ctx, customerId)
  const { numUpdatedRows } = await ctx.db
    .updateTable('profiles_consumers')
    .set(await columnsOf(ctx, consumer))
    .where('workspace_id', '=', ctx.workspace.id)
    .where('id', '=', consumerId)
    .where('customer_id', 'in', [...family])
    .executeTakeFirstOrThrow()
  if (numUpdatedRows === 0n) throw notFound('profiles.consumer_not_found')
}

/** Takes a consumer away. */
export async function removeConsumer(ctx: Ctx, customerId: string, consumerId: string): Promise<void> {
  const family = await familyFor(ctx, customerId)
  const { numDeletedRows } = await ctx.db
    .deleteFrom('profiles_consumers')
    .where('workspace_id', '=', ctx.workspace.id)
    .where('id', '=', consumerId)
    .where('customer_id', 'in', [...family])
    .executeTakeFirstOrThrow()
  if (numDeletedRows === 0n) throw notFound('profiles.consumer_not_found')
}

async function columnsOf(ctx: Ctx, { name, relation, birthday, note, asCustomerId }: ConsumerRequest) {
  if (birthday && !readToldDate(birthday.calendar, birthday.date)) throw invalid('profiles.no_such_day')
  if (asCustomerId) await customerFor(ctx, asCustomerId)
  return {
    name,
    relation,
    birthday: birthday?.date ?? null,
    birthday_calendar: birthday?.calendar ?? null,
    note,
    as_customer_id: asCustomerId,
  }
}
