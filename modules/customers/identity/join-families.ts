import { randomUUIDv7 } from 'node:crypto'
import { sql } from 'kysely'
import type { Ctx } from '#core/context'
import { emitAll, type NewEvent } from '#core/events'
import { forestOf, type Edge, type Join, type Merging } from '../domain-forest.ts'
import { readFamilies } from './read-families.ts'
import { settleSuggestions } from './suggestions.ts'
import { showFamilies } from './write-families.ts'

/** What becomes of families in one go: merges taken back first, then profiles joined, in this order. */
export interface Regrouping {
  readonly parted: readonly string[]
  readonly joins: readonly Join[]
}

/**
 * Takes merges back and makes new ones, with everything that follows: roots, what other modules keep by root, what the roots show, suggestions, events.
 * Those who are one person already are left alone, as are those whom a person told apart, unless the join was chosen. The caller holds the lock of
 * identities. Gives the merges made.
 */
export async function regroup(ctx: Ctx, { parted, joins }: Regrouping): Promise<readonly Merging[]> {
  if (parted.length === 0 && joins.length === 0) return []
  const { edges, members, visitors } = await readForest(ctx, parted, joins)
  const apart = await toldApart(ctx, [...members.keys()])
  const forest = forestOf({ edges, members: [...members.keys()], visitors, apart })
  const released = parted.flatMap((mergeId) => forest.part(mergeId) ?? [])
  const made = joins.flatMap((join) => forest.join(join, randomUUIDv7()) ?? [])
  if (released.length === 0 && made.length === 0) return []
  await writeMerges(ctx, released, made)
  const moves = [...members].flatMap(([profile, from]) => {
    const to = forest.rootOf(profile)
    return to === from ? [] : [{ profile, from, to }]
  })
  await writeRoots(ctx, moves)
  for (const holding of ctx.holdings) if (moves.length > 0) await holding.regroup?.(ctx, moves)
  await showFamilies(
    ctx,
    await readFamilies(
      ctx,
      moves.flatMap(({ from, to }) => [from, to]),
    ),
  )
  if (made.length > 0) await settleSuggestions(ctx, [...members.keys()])
  await emitAll(ctx, [...released.map(unmerged), ...made.map(merged)])
  return made
}

interface Known {
  readonly edges: readonly Edge[]
  /** Everybody in the families concerned, with their root. */
  readonly members: ReadonlyMap<string, string>
  readonly visitors: ReadonlySet<string>
}

async function readForest(ctx: Ctx, parted: readonly string[], joins: readonly Join[]): Promise<Known> {
  const named = joins.flatMap(({ survivor, absorbed }) => [survivor, absorbed])
  const { rows } = await sql<{ id: string; root: string; is_visitor: boolean }>`
    with roots as (
      select coalesce(merged_into, id) as id from customers where workspace_id = ${ctx.workspace.id} and id = any(${named}::uuid[])
      union
      select coalesce(c.merged_into, c.id)
      from customers_merges m
      join customers c on c.workspace_id = ${ctx.workspace.id} and c.id = m.absorbed_id
      where m.workspace_id = ${ctx.workspace.id} and m.id = any(${parted}::uuid[])
    )
    select c.id, c.id as root, c.is_visitor from roots r join customers c on c.workspace_id = ${ctx.workspace.id} and c.id = r.id
    union all
    select c.id, r.id, c.is_visitor from roots r join customers c on c.workspace_id = ${ctx.workspace.id} and c.merged_into = r.id`.execute(
    ctx.db,
  )
  const edges = await sql<Edge>`
    select id as "mergeId", survivor_id as survivor, absorbed_id as absorbed
    from customers_merges
    where workspace_id = ${ctx.workspace.id} and absorbed_id = any(${rows.map(({ id }) => id)}::uuid[]) and undone_at is null`.execute(
    ctx.db,
  )
  return {
    edges: edges.rows,
    members: new Map(rows.map(({ id, root }) => [id, root])),
    visitors: new Set(rows.filter((row) => row.is_visitor).map(({ id }) => id)),
  }
}

/** Pairs of these profiles that a person said are not the same. */
export async function toldApart(ctx: Ctx, ids: readonly string[]): Promise<readonly (readonly [string, string])[]> {
  if (ids.length < 2) return []
  const { rows } = await sql<{ one_id: string; other_id: string }>`
    select one_id, other_id from customers_suggestions
    where workspace_id = ${ctx.workspace.id} and one_id = any(${ids}::uuid[]) and other_id = any(${ids}::uuid[]) and state = 'dismissed'`.execute(
    ctx.db,
  )
  return rows.map(({ one_id, other_id }) => [one_id, other_id])
}

async function writeMerges(ctx: Ctx, released: readonly Edge[], made: readonly Merging[]): Promise<void> {
  const by = ctx.actor.userId ?? ctx.actor.kind
  await sql`
    update customers_merges set undone_by = ${by}, undone_at = ${ctx.now}
    where workspace_id = ${ctx.workspace.id} and id = any(${released.map(({ mergeId }) => mergeId)}::uuid[])`.execute(ctx.db)
  await sql`
    insert into customers_merges (workspace_id, id, survivor_id, absorbed_id, reason, evidence, merged_by, merged_at)
    select ${ctx.workspace.id}::uuid, m.id, m.survivor_id, m.absorbed_id, m.reason, m.evidence, ${by}, ${ctx.now}::timestamptz
    from unnest(
      ${made.map(({ mergeId }) => mergeId)}::uuid[], ${made.map(({ survivor }) => survivor)}::uuid[], ${made.map(({ absorbed }) => absorbed)}::uuid[],
      ${made.map(({ reason }) => reason)}::text[], ${made.map(({ evidence }) => JSON.stringify(evidence))}::jsonb[]
    ) as m (id, survivor_id, absorbed_id, reason, evidence)`.execute(ctx.db)
}

async function writeRoots(ctx: Ctx, moves: readonly { readonly profile: string; readonly to: string }[]): Promise<void> {
  await sql`
    update customers c set merged_into = nullif(m.root, c.id)
    from unnest(${moves.map(({ profile }) => profile)}::uuid[], ${moves.map(({ to }) => to)}::uuid[]) as m (id, root)
    where c.workspace_id = ${ctx.workspace.id} and c.id = m.id`.execute(ctx.db)
}

function unmerged({ mergeId, survivor, absorbed }: Edge): NewEvent {
  return { name: 'customer.unmerged', payload: { mergeId, customerId: survivor, releasedId: absorbed }, customerId: survivor }
}

function merged({ mergeId, survivor, absorbed, reason }: Merging): NewEvent {
  return { name: 'customer.merged', payload: { mergeId, customerId: survivor, absorbedId: absorbed, reason }, customerId: survivor }
}
