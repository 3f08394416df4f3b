import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { inTransaction, type Ctx } from '#core/context'
import { notFound } from '#core/errors'
import type { IdentifierKind } from '../domain-identity.ts'
import { familyOf } from './families.ts'
import { lockIdentities } from './lock-identities.ts'

/** An identifier of a person. `id` stands for it in addresses, where a phone number has no place. */
export interface HeldIdentifier {
  readonly id: string
  readonly kind: IdentifierKind
  readonly source: string
  readonly value: string
  readonly isVerified: boolean
  readonly recognises: boolean
}

/** Everything that a family is known by, each once, in the order in which pages show it. */
export async function identifiersOf(ctx: Ctx, family: readonly string[]): Promise<HeldIdentifier[]> {
  const { rows } = await sql<Omit<HeldIdentifier, 'id'>>`
    select kind, source, value, bool_or(verified) as "isVerified", bool_or(recognises) as recognises
    from customers_keys
    where workspace_id = ${ctx.workspace.id} and customer_id = any(${family}::uuid[]) and kind <> 'name'
    group by kind, source, value
    order by array_position(array['phone', 'email', 'telegram', 'bale', 'instagram', 'external', 'device', 'anonymous'], kind), min(added_at), value
    limit ${MOST}`.execute(ctx.db)
  return rows.map((row) => ({ ...row, id: idOf(row) }))
}

/** A browser may bring a new id with every visit; pages show no more than these. */
const MOST = 200

/** One identifier of a person by its id, held with all identities until the transaction ends. */
export async function lockIdentifier(
  ctx: Ctx,
  customerId: string,
  id: string,
): Promise<HeldIdentifier & { readonly family: readonly string[] }> {
  await lockIdentities(ctx)
  const family = await familyOf(ctx, customerId)
  const found = (await identifiersOf(ctx, family)).find((each) => each.id === id)
  if (!found) throw notFound(family.length === 0 ? 'customers.not_found' : 'customers.identifier_not_found')
  return { ...found, family }
}

/** Says whether somebody has shown that the identifier is theirs. */
export async function markVerified(ctx: Ctx, customerId: string, id: string, isVerified: boolean): Promise<void> {
  await inTransaction(ctx, async (ctx) => {
    const { family, kind, source, value } = await lockIdentifier(ctx, customerId, id)
    await sql`
      update customers_keys set verified = ${isVerified}
      where workspace_id = ${ctx.workspace.id} and customer_id = any(${family}::uuid[])
        and kind = ${kind} and source = ${source} and value = ${value} and verified <> ${isVerified}`.execute(ctx.db)
  })
}

/** Takes an identifier from a person and gives what is left of its kind, the verified ones first. */
export async function dropIdentifier(
  ctx: Ctx,
  customerId: string,
  id: string,
): Promise<{ dropped: HeldIdentifier; left: readonly HeldIdentifier[] }> {
  return inTransaction(ctx, async (ctx) => {
    const { family, ...dropped } = await lockIdentifier(ctx, customerId, id)
    await sql`
      delete from customers_keys
      where workspace_id = ${ctx.workspace.id} and customer_id = any(${family}::uuid[])
        and kind = ${dropped.kind} and source = ${dropped.source} and value = ${dropped.value}`.execute(ctx.db)
    const left = (await identifiersOf(ctx, family)).filter(({ kind }) => kind === dropped.kind)
    return { dropped, left: left.sort((one, other) => Number(other.isVerified) - Number(one.isVerified)) }
  })
}

/** Another customer who has the same identifier, a verified one before others; null when nobody does. */
export async function otherHolder(
  ctx: Ctx,
  family: readonly string[],
  { kind, source, value }: Pick<HeldIdentifier, 'kind' | 'source' | 'value'>,
): Promise<{ readonly id: string; readonly name: string | null; readonly isVerified: boolean } | null> {
  const { rows } = await sql<{ id: string; name: string | null; isVerified: boolean }>`
    select root.id, root.name, k.verified as "isVerified"
    from (
      select customer_id, recognises, verified from customers_keys
      where workspace_id = ${ctx.workspace.id} and kind = ${kind} and source = ${source} and value = ${value} and recognises
      union all
      select customer_id, recognises, verified from customers_keys
      where workspace_id = ${ctx.workspace.id} and kind = ${kind} and source = ${source} and value = ${value} and not recognises
    ) k
    join customers c on c.workspace_id = ${ctx.workspace.id} and c.id = k.customer_id
    join customers root on root.workspace_id = ${ctx.workspace.id} and root.id = case when c.merged_into is null then c.id else c.merged_into end
    where root.id <> all(${family}::uuid[])
    order by k.verified desc, k.recognises desc, root.id
    limit 1`.execute(ctx.db)
  return rows[0] ?? null
}

function idOf({ kind, source, value }: Pick<HeldIdentifier, 'kind' | 'source' | 'value'>): string {
  return createHash('sha256').update([kind, source, value].join('\n')).digest('base64url').slice(0, 22)
}
