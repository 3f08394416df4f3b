import { sql } from 'kysely'
import type { Ctx } from '#core/context'
import { showAgain } from './identity/show-again.ts'
import { rewriteSearch } from './rewrite-search.ts'

/**
 * A file's lines in the temporary table `staged_lines`; `columns` names those of its columns that the file fills, the others are null.
 * `key` is the line's strongest word on who bought: 'id:…', 'phone:…', 'email:…' or 'name:…'.
 */
export interface StagedFile {
  readonly importId: string
  readonly columns: ReadonlySet<string>
}

/** Kinds of keys, strongest first, with the prefix that they have in `staged_lines.key`. */
const KINDS = [
  { kind: 'external', prefix: 'id' },
  { kind: 'phone', prefix: 'phone' },
  { kind: 'email', prefix: 'email' },
  { kind: 'name', prefix: 'name' },
] as const
type Kind = (typeof KINDS)[number]['kind']

/**
 * Finds or adds the customer behind every staged line and gives how many were added. Leaves the temporary table
 * `staged_customers (key, customer_id, profile_id)` for whoever writes their orders: the person, and the profile where it is another. The strongest
 * key known decides; a customer known by a weaker one takes a stronger key on, unless they have another of that kind. What a file says about
 * somebody already known is kept per import, so that it can be taken back. The caller holds the lock of identities.
 */
export async function mergeStagedCustomers(ctx: Ctx, file: StagedFile): Promise<{ readonly created: number }> {
  await gatherPeople(ctx, file)
  await sql`
    create temp table staged_customers (
      key text not null, customer_id uuid not null, is_new boolean not null, profile_id uuid
    ) on commit drop`.execute(ctx.db)
  const { rows } = await sql<{ kind: string }>`select distinct kind from staged_people`.execute(ctx.db)
  for (const { kind } of KINDS) if (rows.some((row) => row.kind === kind)) await resolve(ctx, file, kind)
  await sql`analyze staged_customers`.execute(ctx.db)
  await sayAgain(ctx, file)
  await nameRoots(ctx)
  const { rows: counted } = await sql<{ created: bigint }>`select count(*) as created from staged_customers where is_new`.execute(ctx.db)
  return { created: Number(counted[0]?.created ?? 0) }
}

/** One row a key; of each field the last word in the file. */
async function gatherPeople(ctx: Ctx, { columns }: StagedFile): Promise<void> {
  const last = (column: string) => {
    const name = sql.ref(column)
    return columns.has(column) ? sql`(array_agg(${name} order by line desc) filter (where ${name} is not null))[1]` : sql`null::text`
  }
  const kinds = sql.join(
    KINDS.map(({ kind, prefix }) => sql`when ${prefix} then ${kind}`),
    sql` `,
  )
  await sql`
    create temp table staged_people on commit drop as
    select key, line, case split_part(key, ':', 1) ${kinds} end as kind, substr(key, position(':' in key) + 1) as value,
           name, search, phone, email, country
    from (
      select key, min(line) as line, ${last('name')} as name, ${last('search')} as search, ${last('phone')} as phone,
             ${last('email')} as email, ${last('country')} as country
      from staged_lines
      group by key
    ) people`.execute(ctx.db)
  await sql`analyze staged_people`.execute(ctx.db)
}

async function resolve(ctx: Ctx, file: StagedFile, kind: Kind): Promise<void> {
  await sql`
    insert into staged_customers (key, customer_id, is_new)
    select p.key, k.customer_id, false
    from staged_people p
    join customers_keys k on k.workspace_id = ${ctx.workspace.id} and k.kind = ${kind} and k.source = '' and k.value = p.value and k.recognises
    where p.kind = ${kind}`.execute(ctx.db)
  const contacts = (['phone', 'email'] as const).filter((contact) => contact !== kind && file.columns.has(contact))
  if (kind !== 'name' && kind !== 'email' && contacts.length > 0) await attach(ctx, kind)
  await add(ctx, file, kind)
  await addKeys(ctx, kind, contacts)
}

/** Gives a key that nobody has to the customer known by the same phone, else the same e-mail; one key a customer. */
async function attach(ctx: Ctx, kind: Kind): Promise<void> {
  const known = (contact: 'phone' | 'email', strength: number) => sql`
    select p.key, p.line, k.customer_id, ${sql.lit(strength)} as strength
    from staged_people p
    join customers_keys k on k.workspace_id = ${ctx.workspace.id} and k.kind = ${contact} and k.source = '' and k.value = p.${sql.ref(contact)} and k.recognises
    where p.kind = ${kind}
      and not exists (select from staged_customers s where s.key = p.key)
      and not exists (
        select from customers_keys o where o.workspace_id = ${ctx.workspace.id} and o.customer_id = k.customer_id and o.kind = ${kind} and o.source = '')`
  await sql`
    insert into staged_customers (key, customer_id, is_new)
    select distinct on (customer_id) key, customer_id, false
    from (select distinct on (key) key, line, customer_id from (${known('phone', 1)} union all ${known('email', 2)}) found order by key, strength) one
    order by customer_id, line`.execute(ctx.db)
}

async function add(ctx: Ctx, { importId, columns }: StagedFile, kind: Kind): Promise<void> {
  await sql`
    create temp table staged_new on commit drop as
    select key, uuidv7() as id from staged_people p
    where kind = ${kind} and not exists (select from staged_customers s where s.key = p.key)
    order by line`.execute(ctx.db)
  const external = kind === 'external' ? sql`p.value` : sql`null`
  const who = sql`lower(concat_ws(' ', p.name, ${external}))`
  await sql`
    insert into customers (workspace_id, id, name, phone, email, external_id, country, search, import_id, created_at)
    select ${ctx.workspace.id}::uuid, n.id, p.name, ${kind === 'phone' ? sql`p.value` : sql`p.phone`}, ${kind === 'email' ? sql`p.value` : sql`p.email`},
           ${external}, p.country, concat_ws(' ', ${columns.has('search') ? sql`coalesce(p.search, ${who})` : who}, p.phone, p.email), ${importId}::uuid, ${ctx.now}
    from staged_new n
    join staged_people p on p.key = n.key`.execute(ctx.db)
  await sql`insert into staged_customers (key, customer_id, is_new) select key, id, true from staged_new`.execute(ctx.db)
  await sql`drop table staged_new`.execute(ctx.db)
}

/** The first to name a phone or an e-mail keeps it as theirs. */
async function addKeys(ctx: Ctx, kind: Kind, contacts: readonly ('phone' | 'email')[]): Promise<void> {
  for (const [keyKind, column] of [[kind, 'value'], ...contacts.map((contact) => [contact, contact] as const)] as const) {
    await sql`
      insert into customers_keys (workspace_id, kind, value, customer_id)
      select distinct on (p.${sql.ref(column)}) ${ctx.workspace.id}::uuid, ${keyKind}, p.${sql.ref(column)}, s.customer_id
      from staged_customers s
      join staged_people p on p.key = s.key
      where p.kind = ${kind} and p.${sql.ref(column)} is not null
      order by p.${sql.ref(column)}, p.line
      on conflict do nothing`.execute(ctx.db)
  }
}

/** What the file says about customers who were known: kept as a layer of this import, and written where it differs. */
async function sayAgain(ctx: Ctx, { importId }: StagedFile): Promise<void> {
  const last = (column: string) =>
    sql`(array_agg(p.${sql.ref(column)} order by p.line desc) filter (where p.${sql.ref(column)} is not null))[1]`
  await sql`
    create temp table staged_says on commit drop as
    select s.customer_id, ${last('name')} as name, ${last('phone')} as phone, ${last('email')} as email, ${last('country')} as country,
           min(case p.kind when 'external' then p.value end) as external_id
    from (
      select key, customer_id from staged_customers where not is_new
    ) s
    join (
      select key, line, kind, value, name, case kind when 'phone' then value else phone end as phone,
             case kind when 'email' then value else email end as email, country
      from staged_people
    ) p on p.key = s.key
    group by s.customer_id`.execute(ctx.db)
  // A customer whom this import itself has just added has no earlier state to keep.
  await sql`
    insert into customers_changes (workspace_id, import_id, customer_id, before)
    select ${ctx.workspace.id}::uuid, ${importId}::uuid, c.id, jsonb_build_object(
      'at', ${ctx.now.toISOString()}::text,
      'was', jsonb_build_object('name', c.name, 'phone', c.phone, 'email', c.email, 'country', c.country, 'external_id', c.external_id),
      'says', jsonb_build_object('name', s.name, 'phone', s.phone, 'email', s.email, 'country', s.country, 'external_id', s.external_id))
    from staged_says s
    join customers c on c.workspace_id = ${ctx.workspace.id} and c.id = s.customer_id
    where c.import_id is distinct from ${importId}::uuid`.execute(ctx.db)
  await sql`
    create temp table customers_rewritten on commit drop as
    select c.id as customer_id, coalesce(s.name, c.name) as name, coalesce(s.phone, c.phone) as phone, coalesce(s.email, c.email) as email,
           coalesce(s.country, c.country) as country, coalesce(c.external_id, s.external_id) as external_id
    from staged_says s
    join customers c on c.workspace_id = ${ctx.workspace.id} and c.id = s.customer_id
    where c.said is null and (coalesce(s.name, c.name), coalesce(s.phone, c.phone), coalesce(s.email, c.email), coalesce(s.country, c.country), coalesce(c.external_id, s.external_id))
      is distinct from (c.name, c.phone, c.email, c.country, c.external_id)`.execute(ctx.db)
  await rewriteSearch(ctx)
  await showAgain(ctx, 'staged_says')
}

/** Whoever belongs to another's family buys for its root. Few do, and they stand in an index of their own. */
async function nameRoots(ctx: Ctx): Promise<void> {
  await sql`
    update staged_customers s set profile_id = s.customer_id, customer_id = c.merged_into
    from customers c
    where c.workspace_id = ${ctx.workspace.id} and c.id = s.customer_id and c.merged_into is not null`.execute(ctx.db)
}
