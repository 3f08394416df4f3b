import { randomUUIDv7 } from 'node:crypto'
import { sql } from 'kysely'
import type { Ctx } from '#core/context'
import { emitAll } from '#core/events'
import { scoreOf } from '../domain-likeness.ts'
import type { Evidence } from '../domain-resolve.ts'
import { rootsOf } from './families.ts'

/** Two profiles that may be one person's, with what speaks for it. */
export interface Likeness {
  readonly one: string
  readonly other: string
  readonly evidence: Evidence
}

/**
 * Suggests that pairs of profiles are one person each, for people to decide. Pairs are kept by their roots, each once; one that a person dismissed comes
 * back only when something new speaks for it. Gives how many are new.
 */
export async function suggestSame(ctx: Ctx, likenesses: readonly Likeness[], options = { isTold: true }): Promise<number> {
  if (likenesses.length === 0) return 0
  const roots = await rootsOf(
    ctx,
    likenesses.flatMap(({ one, other }) => [one, other]),
  )
  const pairs = new Map<string, { one: string; other: string; evidence: Map<string, Evidence[number]> }>()
  for (const likeness of likenesses) {
    const [first, second] = [roots.get(likeness.one), roots.get(likeness.other)]
    if (first === undefined || second === undefined || first === second) continue
    const [one, other] = first < second ? [first, second] : [second, first]
    const pair = pairs.get(`${one} ${other}`) ?? { one, other, evidence: new Map() }
    for (const each of likeness.evidence) pair.evidence.set(`${each.kind} ${each.value}`, each)
    pairs.set(`${one} ${other}`, pair)
  }
  const known = await knownPairs(ctx, [...pairs.values()])
  const fresh = [...pairs].flatMap(([key, { one, other, evidence }]) => {
    const before = known.get(key)
    const old = new Set(before?.evidence.map(({ kind, value }) => `${kind} ${value}`))
    if ([...evidence.keys()].every((each) => old.has(each))) return []
    for (const each of before?.evidence ?? []) evidence.set(`${each.kind} ${each.value}`, each)
    return [{ id: before?.id ?? randomUUIDv7(), one, other, evidence: [...evidence.values()] }]
  })
  await writePairs(ctx, fresh)
  if (options.isTold)
    await emitAll(
      ctx,
      fresh.map(({ id, one, other }) => ({
        name: 'customer.resembled',
        payload: { suggestionId: id, customerId: one, otherId: other },
        customerId: one,
      })),
    )
  return fresh.length
}

interface KnownPair {
  readonly id: string
  readonly evidence: Evidence
}

async function knownPairs(ctx: Ctx, pairs: readonly { readonly one: string; readonly other: string }[]): Promise<Map<string, KnownPair>> {
  const { rows } = await sql<KnownPair & { one_id: string; other_id: string }>`
    select s.id, s.one_id, s.other_id, s.evidence
    from unnest(${pairs.map(({ one }) => one)}::uuid[], ${pairs.map(({ other }) => other)}::uuid[]) as p (one_id, other_id)
    join customers_suggestions s on s.workspace_id = ${ctx.workspace.id} and s.one_id = p.one_id and s.other_id = p.other_id`.execute(
    ctx.db,
  )
  return new Map(rows.map((row) => [`${row.one_id} ${row.other_id}`, row]))
}

async function writePairs(ctx: Ctx, pairs: readonly (Likeness & { readonly id: string })[]): Promise<void> {
  if (pairs.length === 0) return
  await sql`
    insert into customers_suggestions (workspace_id, id, one_id, other_id, evidence, score, state, found_at)
    select ${ctx.workspace.id}::uuid, p.id, p.one_id, p.other_id, p.evidence, p.score, 'open', ${ctx.now}::timestamptz
    from unnest(
      ${pairs.map(({ id }) => id)}::uuid[], ${pairs.map(({ one }) => one)}::uuid[], ${pairs.map(({ other }) => other)}::uuid[],
      ${pairs.map(({ evidence }) => JSON.stringify(evidence))}::jsonb[], ${pairs.map(({ evidence }) => scoreOf(evidence))}::int[]
    ) as p (id, one_id, other_id, evidence, score)
    on conflict (workspace_id, one_id, other_id) do update
    set evidence = excluded.evidence, score = excluded.score, state = 'open', found_at = excluded.found_at, settled_by = null, settled_at = null`.execute(
    ctx.db,
  )
}

/** Closes suggestions, and takes back what was told apart, between profiles of these that are one person now. */
export async function settleSuggestions(ctx: Ctx, profileIds: readonly string[]): Promise<void> {
  await sql`
    with settled as materialized (
      select s.id
      from customers_suggestions s
      join customers one on one.workspace_id = ${ctx.workspace.id} and one.id = s.one_id
      join customers other on other.workspace_id = ${ctx.workspace.id} and other.id = s.other_id
      where s.workspace_id = ${ctx.workspace.id} and s.one_id = any(${profileIds}::uuid[]) and s.other_id = any(${profileIds}::uuid[])
        and s.state <> 'merged' and coalesce(one.merged_into, one.id) = coalesce(other.merged_into, other.id)
    )
    update customers_suggestions s
    set state = 'merged', settled_by = ${speaker(ctx)}, settled_at = ${ctx.now}
    from settled
    where s.workspace_id = ${ctx.workspace.id} and s.id = settled.id`.execute(ctx.db)
}

/**
 * Notes that a person said that these two are not the same: they are not merged by themselves, nor suggested until something else than this evidence
 * speaks for it.
 */
export async function tellApart(ctx: Ctx, { one, other, evidence }: Likeness): Promise<void> {
  const [oneId, otherId] = one < other ? [one, other] : [other, one]
  const known = (await knownPairs(ctx, [{ one: oneId, other: otherId }])).get(`${oneId} ${otherId}`)
  const all = [...(known?.evidence ?? []), ...evidence]
  await sql`
    insert into customers_suggestions (workspace_id, id, one_id, other_id, evidence, score, state, found_at, settled_by, settled_at)
    values (${ctx.workspace.id}, ${randomUUIDv7()}, ${oneId}, ${otherId}, ${JSON.stringify(all)}, ${scoreOf(all)}, 'dismissed', ${ctx.now}, ${speaker(ctx)}, ${ctx.now})
    on conflict (workspace_id, one_id, other_id) do update
    set state = 'dismissed', evidence = excluded.evidence, settled_by = excluded.settled_by, settled_at = excluded.settled_at`.execute(
    ctx.db,
  )
}

function speaker(ctx: Ctx): string {
  return ctx.actor.userId ?? ctx.actor.kind
}
