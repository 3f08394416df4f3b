import { sql } from 'kysely'
import type { Ctx } from '#core/context'
import { sourceOf, type Choice } from './wanted.ts'

/** Beyond this many, lists that take a join to count say "more than". */
const MOST_COUNTED = 100_000
/** Whoever searches looks for one person: so many are told to search on, and counting them all would take longer than finding them. */
const MOST_FOUND = 5000
/** So few are remembered by id: to look each of them up is quicker than to find them again. */
const FEW = 30_000

/** How many are wanted, as far as that was counted. */
export interface Gathered {
  readonly total: number
  readonly hasMore: boolean
  /** All of them, when they are few. */
  readonly ids: readonly string[] | null
}

/** How many customers are wanted, exactly. */
export async function countChoice(ctx: Ctx, choice: Choice): Promise<number> {
  const from = sourceOf(choice, 'none')
  const { rows } = await sql<{ total: number }>`
    select count(*)::int as total
    from ${from.tables}
    where ${from.workspaceId} = ${ctx.workspace.id} and ${from.listed} and ${choice.where}`.execute(ctx.db)
  return rows[0]?.total ?? 0
}

/**
 * How many customers are wanted, counted no further than is quickly done, and who they are when they are few. Where much is wanted, that many are
 * soon found; where little is, it is read once, and sorted without being looked for again.
 */
export async function gather(ctx: Ctx, choice: Choice): Promise<Gathered> {
  const from = sourceOf(choice, 'none')
  const most = choice.isSearch ? MOST_FOUND : MOST_COUNTED
  const { rows } = await sql<{ total: number; ids: string[] | null }>`
    with found as materialized (
      select ${from.id} as id
      from ${from.tables}
      where ${from.workspaceId} = ${ctx.workspace.id} and ${from.listed} and ${choice.where}
      limit ${sql.lit(most + 1)}
    ), counted as (select count(*)::int as total from found)
    select total, case when total <= ${sql.lit(Math.min(FEW, most))} then (select array_agg(id)::text[] from found) end as ids from counted`.execute(
    ctx.db,
  )
  const { total = 0, ids = null } = rows[0] ?? {}
  return { total: Math.min(total, most), hasMore: total > most, ids: total === 0 ? [] : ids }
}
