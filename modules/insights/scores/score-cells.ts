import { sql, type RawBuilder } from 'kysely'
import type { Ctx } from '#core/context'

/** A small sum over scores: what insights_score_cells says of each kind. */
export interface ScoreCell {
  readonly kind: string
  readonly x: number
  readonly customers: number
  /** Minor units. */
  readonly expected_value: bigint
}

/** SQL: per cent still a customer, rounded halves up as pages show it, of the score `k`. */
export const ALIVE_PER_CENT = sql<number>`floor(k.p_alive * 100 + 0.5)::int`

/** Customers count as due when they are at least so many per cent still customers. */
export const LIKELY = 50

/** Counts all cells again. `edges` part the groups by expected value, minor units, rising. */
export async function recountCells(ctx: Ctx, edges: readonly number[]): Promise<void> {
  await ctx.db.deleteFrom('insights_score_cells').where('workspace_id', '=', ctx.workspace.id).execute()
  await sql`
    insert into insights_score_cells (workspace_id, kind, x, customers, expected_value)
    select ${ctx.workspace.id}::uuid, kind, x, customers, expected_value from (${cellsOf(ctx, edges, sql`true`)}) cells`.execute(ctx.db)
}

/** The cells of a few customers alone, to take out before their scores are written and to add afterwards. */
export async function cellsOfFew(ctx: Ctx, edges: readonly number[], customerIds: readonly string[]): Promise<ScoreCell[]> {
  const { rows } = await sql<Omit<ScoreCell, 'customers'> & { readonly customers: bigint }>`
    select kind, x, customers, expected_value
    from (${cellsOf(ctx, edges, sql`k.customer_id = any(${customerIds}::uuid[])`)}) cells`.execute(ctx.db)
  return rows.map((row) => ({ ...row, customers: Number(row.customers) }))
}

/** Moves the cells by the difference that new scores make. */
export async function moveCells(ctx: Ctx, before: readonly ScoreCell[], after: readonly ScoreCell[]): Promise<void> {
  const moves = new Map<string, { kind: string; x: number; customers: number; value: bigint }>()
  const move = (cells: readonly ScoreCell[], sign: 1 | -1) => {
    for (const { kind, x, customers, expected_value } of cells) {
      const key = `${kind} ${x}`
      const sum = moves.get(key) ?? { kind, x, customers: 0, value: 0n }
      moves.set(key, { kind, x, customers: sum.customers + sign * customers, value: sum.value + BigInt(sign) * expected_value })
    }
  }
  move(before, -1)
  move(after, 1)
  // In one order, so that two who move the same cells do not wait for each other.
  const rows = [...moves.values()].filter(({ customers, value }) => customers !== 0 || value !== 0n)
  rows.sort((a, b) => (a.kind === b.kind ? a.x - b.x : a.kind < b.kind ? -1 : 1))
  await sql`
    insert into insights_score_cells as c (workspace_id, kind, x, customers, expected_value)
    select ${ctx.workspace.id}::uuid, r.*
    from unnest(
      ${rows.map(({ kind }) => kind)}::text[], ${rows.map(({ x }) => x)}::int[], ${rows.map(({ customers }) => customers)}::int8[],
      ${rows.map(({ value }) => value)}::int8[]
    ) r
    on conflict (workspace_id, kind, x) do update
    set customers = c.customers + excluded.customers, expected_value = c.expected_value + excluded.expected_value`.execute(ctx.db)
  await sql`
    delete from insights_score_cells where workspace_id = ${ctx.workspace.id} and customers = 0 and expected_value = 0`.execute(ctx.db)
}

/** SQL: one row a kind and x, of the scores `k` that are meant. One pass: every score is in some cell of each kind. */
function cellsOf(ctx: Ctx, edges: readonly number[], meant: RawBuilder<boolean>): RawBuilder<unknown> {
  const group = edges.length === 0 ? sql`-1` : sql`coalesce(width_bucket(k.expected_value, ${edges.map(BigInt)}::int8[]), -1)`
  return sql`
    select cell.kind, cell.x, count(*) as customers, coalesce(sum(k.expected_value), 0)::int8 as expected_value
    from insights_scores k
    cross join lateral (values
      ('all', 0),
      ('alive', coalesce(${ALIVE_PER_CENT}, -1)),
      ('value', ${group}),
      ('due', case when ${ALIVE_PER_CENT} >= ${LIKELY}::int then k.next_day end),
      ('rfm', k.r * 100 + k.f * 10 + coalesce(k.m, 0))
    ) cell (kind, x)
    where k.workspace_id = ${ctx.workspace.id} and cell.x is not null and ${meant}
    group by cell.kind, cell.x`
}
