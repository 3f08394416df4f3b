import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Ctx } from '#core/context'
import type { Channel } from './api.ts'
import { ADDRESSES } from './domain.ts'

/** What is kept of an erased person's address: enough to know it again, nothing to write to. The workspace is part of it, so that lists of two shops cannot be compared. */
export function addressHash(ctx: Ctx, kind: string, value: string): string {
  return createHash('sha256').update(`${ctx.workspace.id}\n${kind}\n${value.toLowerCase()}`).digest('hex')
}

/** Which of these profiles have an address on the asked channel that belonged to an erased person, as 'profile channel'. */
export async function suppressedProfiles(
  ctx: Ctx,
  asked: readonly { readonly profileId: string; readonly channel: Channel }[],
): Promise<ReadonlySet<string>> {
  if (asked.length === 0 || !(await anySuppressed(ctx))) return new Set()
  const keys = await addressesOf(
    ctx,
    asked.map(({ profileId }) => profileId),
  )
  const hashes = keys.map((key) => ({ ...key, hash: addressHash(ctx, key.kind, key.value) }))
  const { rows } = await sql<{ kind: string; hash: string }>`
    select kind, hash from consent_suppressions
    where workspace_id = ${ctx.workspace.id} and hash = any(${hashes.map(({ hash }) => hash)}::text[])`.execute(ctx.db)
  const known = new Set(rows.map(({ kind, hash }) => `${kind} ${hash}`))
  const found = hashes.filter(({ kind, hash }) => known.has(`${kind} ${hash}`))
  return new Set(
    asked
      .filter(({ profileId, channel }) => found.some((key) => key.profileId === profileId && isReachedBy(channel, key.kind)))
      .map(({ profileId, channel }) => `${profileId} ${channel}`),
  )
}

/** An address that a profile can be reached at. */
export interface Address {
  readonly profileId: string
  readonly kind: string
  readonly value: string
}

/** Every address of the profiles: what recognises them, what they claim, and what an old list wrote on them; verified ones first. */
export async function addressesOf(ctx: Ctx, profiles: readonly string[]): Promise<Address[]> {
  const { rows } = await sql<Address>`
    select "profileId", kind, value from (
      select k.customer_id as "profileId", k.kind, k.value, case when k.verified then 0 when k.recognises then 1 else 2 end as place
      from customers_keys k
      where k.workspace_id = ${ctx.workspace.id} and k.customer_id = any(${profiles}::uuid[]) and k.kind <> 'name'
      union
      select c.id, a.kind, a.value, 3
      from customers c cross join lateral (values ('email', c.email), ('phone', c.phone)) as a (kind, value)
      where c.workspace_id = ${ctx.workspace.id} and c.id = any(${profiles}::uuid[]) and a.value is not null
    ) as addresses
    order by place, value`.execute(ctx.db)
  return rows
}

/** Whether a key of this kind is an address of the channel. */
export function isReachedBy(channel: Channel, kind: string): boolean {
  return ADDRESSES[channel].some((each) => each === kind)
}

async function anySuppressed(ctx: Ctx): Promise<boolean> {
  const query = ctx.db.selectFrom('consent_suppressions').select('hash').where('workspace_id', '=', ctx.workspace.id)
  return (await query.limit(1).executeTakeFirst()) !== undefined
}

/** Keeps hashes of the addresses at which the family said no, or said nothing that allows: called before an erasure removes them. */
export async function suppressAddresses(ctx: Ctx, family: readonly string[]): Promise<number> {
  const addresses = (await addressesOf(ctx, family)).filter(({ kind }) => !['anonymous', 'external'].includes(kind))
  if (addresses.length === 0) return 0
  await sql`
    insert into consent_suppressions (workspace_id, kind, hash, at)
    select ${ctx.workspace.id}::uuid, a.kind, a.hash, ${ctx.now}::timestamptz
    from unnest(
      ${addresses.map(({ kind }) => kind)}::text[], ${addresses.map(({ kind, value }) => addressHash(ctx, kind, value))}::text[]
    ) as a (kind, hash)
    on conflict (workspace_id, kind, hash) do nothing`.execute(ctx.db)
  return addresses.length
}
