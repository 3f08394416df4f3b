import { sql } from 'kysely'
import type { Ctx } from '#core/context'
import { speakerOf } from './identity/read-families.ts'
import { showAgain } from './identity/show-again.ts'
import { rewriteSearch } from './rewrite-search.ts'

/**
 * Lists everybody about whom an import said something in the temporary table `undone_customers`, whose column `is_kept` those who keep
 * something about customers fill in before `undoImportedCustomers`.
 */
export async function listUndoneCustomers(ctx: Ctx, importId: string): Promise<void> {
  await sql`
    create temp table undone_customers on commit drop as
    select c.id as customer_id, c.import_id is not distinct from ${importId}::uuid as was_added, own.before as own, false as is_kept
    from customers c
    left join customers_changes own
      on own.workspace_id = ${ctx.workspace.id} and own.import_id = ${importId}::uuid and own.customer_id = c.id
    where c.workspace_id = ${ctx.workspace.id} and (c.import_id = ${importId}::uuid or own.customer_id is not null)`.execute(ctx.db)
  await sql`analyze undone_customers`.execute(ctx.db)
}

/**
 * Takes back what an import said about the listed customers and gives how many it had brought that are gone now. Those whom it added go unless
 * orders, another import, what members wrote about them, or what arrived since still name them. Fields become what the remaining imports say, in the order in which they ran, over what was
 * there before the first of them.
 */
export async function undoImportedCustomers(ctx: Ctx, importId: string): Promise<{ readonly deleted: number }> {
  await sql`delete from customers_changes where workspace_id = ${ctx.workspace.id} and import_id = ${importId}::uuid`.execute(ctx.db)
  await takeWordsBack(ctx, importId)
  await foldWhatRemains(ctx)
  const deleted = await deleteForgotten(ctx)
  await handOver(ctx)
  await rewriteRemaining(ctx)
  await showAgain(ctx, 'undone_customers')
  await sql`drop table undone_customers, remaining_layers`.execute(ctx.db)
  return { deleted }
}

/** Words that profiles keep themselves, or would keep as part of a family, are forgotten as well. */
async function takeWordsBack(ctx: Ctx, importId: string): Promise<void> {
  await sql`
    create temp table words_left on commit drop as
    select c.id, coalesce(
      (select jsonb_object_agg(word.key, word.value) from jsonb_each(c.said) word where word.value ->> 'by' <> ${speakerOf(importId)}), '{}') as said
    from undone_customers u
    join customers c on c.workspace_id = ${ctx.workspace.id} and c.id = u.customer_id
    where c.said is not null or (u.was_added and ${isMerged(ctx)})`.execute(ctx.db)
  await sql`
    update customers c set said = w.said
    from words_left w
    where c.workspace_id = ${ctx.workspace.id} and c.id = w.id`.execute(ctx.db)
  await sql`drop table words_left`.execute(ctx.db)
}

const isMerged = (ctx: Ctx) => sql`exists (
  select from customers_merges m
  where m.workspace_id = ${ctx.workspace.id} and (m.absorbed_id = c.id or m.survivor_id = c.id) and m.undone_at is null)`

/** The layers of other imports on the customers in question, folded: `base` lies below them, `lowest` is the first of them. */
async function foldWhatRemains(ctx: Ctx): Promise<void> {
  const last = (field: string) => sql`(array_agg(l.before -> 'says' ->> ${sql.lit(field)} order by l.before ->> 'at' desc)
    filter (where l.before -> 'says' ->> ${sql.lit(field)} is not null))[1]`
  await sql`
    create temp table remaining_layers on commit drop as
    select u.customer_id, u.was_added,
           (array_agg(l.import_id order by l.before ->> 'at'))[1] as lowest,
           case when u.was_added then '{}'::jsonb
                when u.own is not null and u.own ->> 'at' < min(l.before ->> 'at') then u.own -> 'was'
                else (array_agg(l.before -> 'was' order by l.before ->> 'at'))[1] end as base,
           ${last('name')} as name, ${last('phone')} as phone, ${last('email')} as email, ${last('country')} as country,
           (array_agg(l.before -> 'says' ->> 'external_id' order by l.before ->> 'at')
             filter (where l.before -> 'says' ->> 'external_id' is not null))[1] as external_id
    from undone_customers u
    join customers_changes l on l.workspace_id = ${ctx.workspace.id} and l.customer_id = u.customer_id
    group by u.customer_id, u.was_added, u.own`.execute(ctx.db)
  await sql`analyze remaining_layers`.execute(ctx.db)
}

async function deleteForgotten(ctx: Ctx): Promise<number> {
  const { numAffectedRows } = await sql`
    delete from customers c
    using undone_customers u
    where c.workspace_id = ${ctx.workspace.id} and c.id = u.customer_id and u.was_added and not u.is_kept
      and not exists (select from remaining_layers l where l.customer_id = c.id)
      and coalesce(c.said, '{}') = '{}' and c.seen_at is null and not ${isMerged(ctx)}
      and not exists (
        select from customers_keys k where k.workspace_id = ${ctx.workspace.id} and k.customer_id = c.id and k.added_at is not null)`.execute(
    ctx.db,
  )
  return Number(numAffectedRows ?? 0)
}

/** The lowest layer that remains now lies on the undone import's ground; a customer whom the undone import had added counts as added by it. */
async function handOver(ctx: Ctx): Promise<void> {
  await sql`
    create temp table handed_over on commit drop as
    select r.customer_id, r.lowest, jsonb_set(l.before, '{was}', r.base) as before
    from remaining_layers r
    join customers_changes l on l.workspace_id = ${ctx.workspace.id} and l.customer_id = r.customer_id and l.import_id = r.lowest
    where l.before -> 'was' is distinct from r.base`.execute(ctx.db)
  await sql`
    update customers_changes c set before = h.before
    from handed_over h
    where c.workspace_id = ${ctx.workspace.id} and c.customer_id = h.customer_id and c.import_id = h.lowest`.execute(ctx.db)
  await sql`drop table handed_over`.execute(ctx.db)
  await sql`
    update customers c set import_id = r.lowest
    from undone_customers u
    left join remaining_layers r on r.customer_id = u.customer_id
    where c.workspace_id = ${ctx.workspace.id} and c.id = u.customer_id and u.was_added`.execute(ctx.db)
}

async function rewriteRemaining(ctx: Ctx): Promise<void> {
  const field = (name: string) => sql`coalesce(r.${sql.ref(name)}, r.base ->> ${sql.lit(name)}) as ${sql.ref(name)}`
  await sql`
    create temp table customers_rewritten on commit drop as
    select r.customer_id, ${field('name')}, ${field('phone')}, ${field('email')}, ${field('country')},
           coalesce(r.base ->> 'external_id', r.external_id) as external_id
    from remaining_layers r
    join customers c on c.workspace_id = ${ctx.workspace.id} and c.id = r.customer_id and c.said is null
    union all
    select u.customer_id, u.own -> 'was' ->> 'name', u.own -> 'was' ->> 'phone', u.own -> 'was' ->> 'email', u.own -> 'was' ->> 'country',
           u.own -> 'was' ->> 'external_id'
    from undone_customers u
    join customers c on c.workspace_id = ${ctx.workspace.id} and c.id = u.customer_id and c.said is null
    where u.own is not null and not u.was_added and not exists (select from remaining_layers r where r.customer_id = u.customer_id)`.execute(
    ctx.db,
  )
  await rewriteSearch(ctx)
}
