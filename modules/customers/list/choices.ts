import { sql, type RawBuilder } from 'kysely'
import type { Ctx } from '#core/context'
import type { FilterChoice } from '#core/holdings'
import { escapeLike, tidy } from '#pure/text'

const MOST = 100

/** Cities of customers, those with most customers first. */
export const citiesUsed = (ctx: Ctx, search: string) => valuesUsed(ctx, sql.raw('c.city'), search)
/** Countries of customers, those with most customers first. */
export const countriesUsed = (ctx: Ctx, search: string) => valuesUsed(ctx, sql.raw('c.country'), search)
/** Languages of customers. */
export const languagesUsed = (ctx: Ctx, search: string) => valuesUsed(ctx, sql.raw('c.language'), search)
/** How customers found us, in the shop's own words. */
export const acquisitionsUsed = (ctx: Ctx, search: string) => valuesUsed(ctx, sql.raw('c.acquisition'), search)

async function valuesUsed(ctx: Ctx, column: RawBuilder<unknown>, search: string): Promise<FilterChoice[]> {
  const { rows } = await sql<{ value: string }>`
    select ${column} as value
    from customers c
    where c.workspace_id = ${ctx.workspace.id} and ${column} is not null and c.merged_into is null and ${contains(column, search)}
    group by ${column}
    order by count(*) desc, ${column}
    limit ${MOST}`.execute(ctx.db)
  return rows.map(({ value }) => ({ value, label: value }))
}

/** Tags that some customer has, the most used first. */
export async function tagsUsed(ctx: Ctx, search: string): Promise<FilterChoice[]> {
  const { rows } = await sql<{ value: string }>`
    select tag as value
    from customers c, unnest(c.tags) as tag
    where c.workspace_id = ${ctx.workspace.id} and c.tags <> '{}' and c.merged_into is null and ${contains(sql.raw('tag'), search)}
    group by tag
    order by count(*) desc, tag
    limit ${MOST}`.execute(ctx.db)
  return rows.map(({ value }) => ({ value, label: value }))
}

/** The members who may be in charge of a customer, by name. */
export async function membersInCharge(ctx: Ctx, search: string): Promise<FilterChoice[]> {
  const { rows } = await sql<{ value: string; label: string }>`
    select u.id as value, u.name as label
    from workspaces_members m
    join auth_users u on u.id = m.user_id
    where m.workspace_id = ${ctx.workspace.id} and ${contains(sql.raw('u.name'), search)}
    order by u.name, u.id
    limit ${MOST}`.execute(ctx.db)
  return rows
}

function contains(column: RawBuilder<unknown>, search: string): RawBuilder<boolean> {
  const wanted = tidy(search)
  return wanted === '' ? sql`true` : sql`${column} ilike ${`%${escapeLike(wanted)}%`}`
}
