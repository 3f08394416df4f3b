import { sql } from 'kysely'
import type { Ctx } from '#core/context'
import { keyText, type Identifier } from '../domain-identity.ts'

/** An identifier said to be a profile's. */
export interface HeldBy {
  readonly profileId: string
  readonly identifier: Identifier
  readonly at: Date
}

/** A key to be written: `recognises` when it finds this profile, else it is a claim. */
export interface KeyToWrite extends HeldBy {
  readonly recognises: boolean
}

/** Adds identifiers to profiles. One that finds somebody else already is only claimed. The caller holds the lock of identities. */
export async function holdKeys(ctx: Ctx, held: readonly HeldBy[]): Promise<void> {
  if (held.length === 0) return
  const owners = await ownersOf(
    ctx,
    held.map(({ identifier }) => identifier),
  )
  const keys = held.map(({ profileId, identifier, at }) => {
    const text = keyText(identifier)
    if (!owners.has(text)) owners.set(text, profileId)
    return { profileId, identifier, at, recognises: owners.get(text) === profileId }
  })
  await writeKeys(ctx, keys)
  await noMoreVisitors(
    ctx,
    held.filter(({ identifier: { kind } }) => kind !== 'anonymous' && kind !== 'device').map(({ profileId }) => profileId),
  )
}

/** Whom each identifier finds. */
async function ownersOf(ctx: Ctx, identifiers: readonly Identifier[]): Promise<Map<string, string>> {
  const { rows } = await sql<{ kind: Identifier['kind']; source: string; value: string; customer_id: string }>`
    select k.kind, k.source, k.value, k.customer_id
    from ${identifierRows(identifiers)} as i (kind, source, value)
    join customers_keys k on k.workspace_id = ${ctx.workspace.id} and k.kind = i.kind and k.source = i.source and k.value = i.value
    where k.recognises`.execute(ctx.db)
  return new Map(rows.map((row) => [keyText(row), row.customer_id]))
}

/** SQL: identifiers as rows. */
export function identifierRows(identifiers: readonly Identifier[]) {
  return sql`unnest(${identifiers.map(({ kind }) => kind)}::text[], ${identifiers.map(({ source }) => source)}::text[], ${identifiers.map(({ value }) => value)}::text[])`
}

/** Writes keys, each once: what was verified stays so, and the first time counts. Keys of profiles that are gone or erased are left out. */
export async function writeKeys(ctx: Ctx, keys: readonly KeyToWrite[]): Promise<void> {
  const once = new Map<string, KeyToWrite>()
  for (const key of keys) {
    const text = `${key.profileId}\n${keyText(key.identifier)}`
    const known = once.get(text)
    once.set(text, known ? strongerOf(known, key) : key)
  }
  // Whoever loses a key does so before another gets it.
  for (const recognises of [false, true])
    await upsertKeys(
      ctx,
      [...once.values()].filter((key) => key.recognises === recognises),
    )
}

async function upsertKeys(ctx: Ctx, rows: readonly KeyToWrite[]): Promise<void> {
  if (rows.length === 0) return
  const identifiers = rows.map(({ identifier }) => identifier)
  await sql`
    insert into customers_keys (workspace_id, customer_id, kind, source, value, recognises, verified, added_at)
    select ${ctx.workspace.id}::uuid, c.id, k.kind, k.source, k.value, k.recognises, k.verified, k.added_at
    from unnest(
      ${rows.map(({ profileId }) => profileId)}::uuid[], ${identifiers.map(({ kind }) => kind)}::text[],
      ${identifiers.map(({ source }) => source)}::text[], ${identifiers.map(({ value }) => value)}::text[],
      ${rows.map(({ recognises }) => recognises)}::bool[], ${identifiers.map(({ verified }) => verified)}::bool[],
      ${rows.map(({ at }) => at.toISOString())}::timestamptz[]
    ) as k (customer_id, kind, source, value, recognises, verified, added_at)
    join customers c on c.workspace_id = ${ctx.workspace.id} and c.id = k.customer_id and c.erased_at is null
    on conflict (workspace_id, customer_id, kind, source, value) do update
    set recognises = excluded.recognises,
        verified = customers_keys.verified or excluded.verified,
        added_at = case when customers_keys.added_at > excluded.added_at then excluded.added_at else customers_keys.added_at end
    where customers_keys.recognises <> excluded.recognises or (excluded.verified and not customers_keys.verified)
       or customers_keys.added_at > excluded.added_at`.execute(ctx.db)
}

function strongerOf(one: KeyToWrite, other: KeyToWrite): KeyToWrite {
  return {
    profileId: one.profileId,
    identifier: { ...one.identifier, verified: one.identifier.verified || other.identifier.verified },
    at: one.at < other.at ? one.at : other.at,
    recognises: other.recognises,
  }
}

/** Whoever is known by more than a browser is no visitor. */
async function noMoreVisitors(ctx: Ctx, profileIds: readonly string[]): Promise<void> {
  await sql`
    update customers set is_visitor = false
    where workspace_id = ${ctx.workspace.id} and id = any(${profileIds}::uuid[]) and is_visitor`.execute(ctx.db)
}
