import { sql, type RawBuilder } from 'kysely'
import type { Ctx } from '#core/context'
import type { FilterChoice } from '#core/holdings'
import { escapeLike, normalise, tidy } from '#pure/text'

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
  const wanted = normalise(search)
  return (await membersOf(ctx)).filter(({ name }) => normalise(name).includes(wanted)).map(({ id, name }) => ({ value: id, label: name }))
}

/** Everybody who works in the workspace, by name. */
export async function membersOf(ctx: Ctx): Promise<{ id: string; name: string }[]> {
  const { rows } = await sql<{ id: string; name: string }>`
    select u.id, u.name
    from workspaces_members m
    join auth_users u on u.id = m.user_id
    where m.workspace_id = ${ctx.workspace.id}
    order by u.name, u.id`.execute(ctx.db)
  return rows
}

function contains(column: RawBuilder<unknown>, search: string): RawBuilder<boolean> {
  const wanted = tidy(search)
  return wanted === '' ? sql`true` : sql`${column} ilike ${`%${escapeLike(wanted)}%`}`
}
