import { sql } from 'kysely'
import type { Ctx } from '#core/context'
import type { Erased } from '#core/holdings'

/** Everything that this module keeps about a family, for the person to read. */
export async function tellPeople(ctx: Ctx, family: readonly string[]): Promise<Readonly<Record<string, unknown>>> {
  const profiles = await ctx.db
    .selectFrom('customers')
    .select([
      'id',
      'name',
      'phone',
      'email',
      'external_id',
      'country',
      'city',
      'language',
      'kind',
      'trade',
      'birthday',
      'birthday_calendar',
    ])
    .select(['tags', 'attributes', 'acquisition', 'payment_terms_days', 'created_at', 'seen_at'])
    .where('workspace_id', '=', ctx.workspace.id)
    .where('id', 'in', [...family])
    .execute()
  const identifiers = await ctx.db
    .selectFrom('customers_keys')
    .select(['kind', 'source', 'value', 'verified', 'added_at'])
    .where('workspace_id', '=', ctx.workspace.id)
    .where('customer_id', 'in', [...family])
    .where('kind', '<>', 'name')
    .execute()
  const changes = await ctx.db
    .selectFrom('customers_edits')
    .select(['field', 'before', 'after', 'changed_at'])
    .where('workspace_id', '=', ctx.workspace.id)
    .where('customer_id', 'in', [...family])
    .orderBy('changed_at')
    .execute()
  const merges = await ctx.db
    .selectFrom('customers_merges')
    .select(['survivor_id', 'absorbed_id', 'reason', 'evidence', 'merged_at', 'undone_at'])
    .where('workspace_id', '=', ctx.workspace.id)
    .where((eb) => eb.or([eb('survivor_id', 'in', [...family]), eb('absorbed_id', 'in', [...family])]))
    .orderBy('merged_at')
    .execute()
  return { profiles, identifiers, changes, merges }
}

/** Leaves empty rows that orders can still stand by, and nothing that finds or names the person. */
export async function erasePeople(ctx: Ctx, family: readonly string[]): Promise<Erased> {
  const identifiers = await touched(
    ctx,
    sql`delete from customers_keys where workspace_id = ${ctx.workspace.id} and customer_id = any(${family}::uuid[])`,
  )
  const edits = await touched(
    ctx,
    sql`delete from customers_edits where workspace_id = ${ctx.workspace.id} and customer_id = any(${family}::uuid[])`,
  )
  await touched(ctx, sql`delete from customers_changes where workspace_id = ${ctx.workspace.id} and customer_id = any(${family}::uuid[])`)
  const suggestions = await touched(
    ctx,
    sql`
    delete from customers_suggestions
    where workspace_id = ${ctx.workspace.id} and (one_id = any(${family}::uuid[]) or other_id = any(${family}::uuid[]))`,
  )
  const merges = await touched(
    ctx,
    sql`
    update customers_merges set evidence = '[]'
    where workspace_id = ${ctx.workspace.id} and (survivor_id = any(${family}::uuid[]) or absorbed_id = any(${family}::uuid[]))`,
  )
  const profiles = await touched(
    ctx,
    sql`
    update customers
    set name = null, phone = null, email = null, external_id = null, country = null, city = null, language = null, birthday = null,
        birthday_calendar = null, tags = '{}', attributes = '{}', acquisition = null, owner_id = null, payment_terms_days = null, said = null,
        search = '', seen_at = null, changed_at = ${ctx.now}::timestamptz, erased_at = ${ctx.now}::timestamptz
    where workspace_id = ${ctx.workspace.id} and id = any(${family}::uuid[])`,
  )
  return { deleted: { identifiers, edits, suggestions }, anonymised: { profiles, merges } }
}

async function touched(ctx: Ctx, statement: ReturnType<typeof sql>): Promise<number> {
  return Number((await statement.execute(ctx.db)).numAffectedRows ?? 0n)
}
