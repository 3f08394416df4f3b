import { sql } from 'kysely'
import type { Ctx } from '#core/context'
import { isThing, keyText, type Claim, type Identifier } from '../domain-identity.ts'
import { pairText, type Book, type KnownProfile } from '../domain-resolve.ts'
import { EvidenceShape } from './evidence.ts'
import { identifierRows } from './hold-keys.ts'

/** What is known of everybody whom the claims name. */
export async function openBook(ctx: Ctx, claims: readonly Claim[], newId: () => string): Promise<Book> {
  const identifiers = new Map(claims.flatMap((claim) => claim.identifiers.map((each) => [keyText(each), each] as const)))
  const rows = await keysOf(ctx, [...identifiers.values()])
  const book: Book = {
    keys: new Map(),
    claims: new Map(),
    profiles: new Map(),
    things: new Map(),
    apart: await pairsApart(ctx, rows),
    newId,
    added: new Map(),
    held: [],
    merges: [],
    suggestions: [],
    linked: new Set(),
  }
  for (const row of rows) {
    if (row.recognises) book.keys.set(keyText(row), { owner: row.customer_id, verified: row.verified, at: row.added_at?.getTime() ?? null })
    else book.claims.set(pairText(row.customer_id, keyText(row)), { isStrong: row.verified, at: row.added_at?.getTime() ?? 0 })
    if (row.recognises && isThing(row)) book.things.set(row.customer_id, row.value)
  }
  for (const [id, profile] of await profilesOf(ctx, [...new Set(rows.map(({ customer_id }) => customer_id))]))
    book.profiles.set(id, profile)
  return book
}

interface KeyRow {
  readonly kind: Identifier['kind']
  readonly source: string
  readonly value: string
  readonly customer_id: string
  readonly recognises: boolean
  readonly verified: boolean
  readonly added_at: Date | null
}

/** The two halves stand in an index each. */
async function keysOf(ctx: Ctx, identifiers: readonly Identifier[]): Promise<readonly KeyRow[]> {
  const half = (recognises: boolean) => sql`
    select k.kind, k.source, k.value, k.customer_id, k.recognises, k.verified, k.added_at
    from ${identifierRows(identifiers)} as i (kind, source, value)
    join customers_keys k on k.workspace_id = ${ctx.workspace.id} and k.kind = i.kind and k.source = i.source and k.value = i.value
    where ${recognises ? sql`k.recognises` : sql`not k.recognises`}`
  const { rows } = await sql<KeyRow>`${half(true)} union all ${half(false)}`.execute(ctx.db)
  return rows
}

/** Visitors whom a person told apart from somebody. */
async function pairsApart(ctx: Ctx, rows: readonly KeyRow[]): Promise<Set<string>> {
  const visitors = [...new Set(rows.filter(isThing).map(({ customer_id }) => customer_id))]
  if (visitors.length === 0) return new Set()
  const { rows: pairs } = await sql<{ one_id: string; other_id: string }>`
    select one_id, other_id from customers_suggestions
    where workspace_id = ${ctx.workspace.id} and one_id = any(${visitors}::uuid[]) and state = 'dismissed'
    union all
    select one_id, other_id from customers_suggestions
    where workspace_id = ${ctx.workspace.id} and other_id = any(${visitors}::uuid[]) and state = 'dismissed'`.execute(ctx.db)
  return new Set(pairs.flatMap(({ one_id, other_id }) => [pairText(one_id, other_id), pairText(other_id, one_id)]))
}

async function profilesOf(ctx: Ctx, ids: readonly string[]): Promise<Map<string, KnownProfile>> {
  if (ids.length === 0) return new Map()
  const { rows } = await sql<{
    id: string
    is_visitor: boolean
    merge_id: string | null
    survivor_id: string | null
    reason: string | null
    evidence: unknown
  }>`
    select c.id, c.is_visitor, m.id as merge_id, m.survivor_id, m.reason, m.evidence
    from customers c
    left join customers_merges m on m.workspace_id = ${ctx.workspace.id} and m.absorbed_id = c.id and m.undone_at is null
    where c.workspace_id = ${ctx.workspace.id} and c.id = any(${ids}::uuid[])`.execute(ctx.db)
  const sources = await sourcesOf(ctx, ids)
  return new Map(
    rows.map((row) => {
      const stands = row.merge_id !== null && row.survivor_id !== null ? { mergeId: row.merge_id, survivor: row.survivor_id } : null
      const [evidence] = stands && row.reason === 'anonymous' ? EvidenceShape.parse(row.evidence) : []
      const link = stands && evidence ? { survivor: stands.survivor, at: evidence.at ?? '', by: evidence.by ?? '', stands } : null
      return [
        row.id,
        {
          isVisitor: row.is_visitor,
          sources: new Set(sources.get(row.id)?.map(({ source }) => source)),
          link,
          isSettled: stands !== null && link === null,
        },
      ]
    }),
  )
}

/** In whose spaces the profiles have ids. A query of its own: as a subquery it was run against the whole workspace's ids, profile by profile. */
async function sourcesOf(ctx: Ctx, ids: readonly string[]): Promise<Map<string, { readonly source: string }[]>> {
  const { rows } = await sql<{ customer_id: string; source: string }>`
    select customer_id, source from customers_keys
    where workspace_id = ${ctx.workspace.id} and customer_id = any(${ids}::uuid[]) and kind = 'external' and recognises`.execute(ctx.db)
  return Map.groupBy(rows, ({ customer_id }) => customer_id)
}
