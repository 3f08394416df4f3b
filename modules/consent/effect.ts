import { sql } from 'kysely'
import { inTransaction, type Ctx } from '#core/context'
import type { Move } from '#core/holdings'
import { Channel, type ConsentState } from './api.ts'
import { standingOfFamily, type Standing, type Word } from './domain.ts'

/** What holds for a person on one purpose and channel, when that became another. */
export interface Change {
  readonly customerId: string
  readonly purpose: string
  readonly channel: Channel
  readonly before: ConsentState | null
  /** Null when nothing holds any more. */
  readonly after: Standing | null
}

interface Whom {
  readonly profiles: readonly string[]
  /** Profiles on their way to another root, whether or not customers say so already. */
  readonly moves?: readonly Move[]
}

const STEP = 2000

/** Derives again what holds for the people behind the profiles, and gives what changed. The caller holds the lock of identities. */
export async function effectOn(ctx: Ctx, { profiles, moves = [] }: Whom): Promise<readonly Change[]> {
  return inTransaction(ctx, async (ctx) => {
    const roots = [...(await rootsAfter(ctx, profiles, moves)), ...moves.flatMap(({ from, to }) => [from, to])]
    const all = [...new Set(roots)].toSorted()
    const changes: Change[] = []
    for (let i = 0; i < all.length; i += STEP) changes.push(...(await effectOnRoots(ctx, all.slice(i, i + STEP), moves)))
    return changes
  })
}

async function effectOnRoots(ctx: Ctx, roots: readonly string[], moves: readonly Move[]): Promise<Change[]> {
  const before = await standing(ctx, roots)
  const after = await derived(ctx, roots, moves)
  const changes = [...new Set([...before.keys(), ...after.keys()])].flatMap((key): Change[] => {
    const [customerId = '', purpose = '', channel] = key.split(' ')
    const was = before.get(key)
    const is = after.get(key) ?? null
    if (was && is && was.state === is.state && was.since === is.since && was.source === is.source) return []
    return [{ customerId, purpose, channel: Channel.parse(channel), before: was?.state ?? null, after: is }]
  })
  await write(ctx, changes)
  return changes.filter((change) => change.before !== (change.after?.state ?? null))
}

async function standing(ctx: Ctx, roots: readonly string[]): Promise<Map<string, Standing>> {
  const rows = await ctx.db
    .selectFrom('consents')
    .select(['customer_id', 'purpose', 'channel', 'state', 'since', 'source'])
    .where('workspace_id', '=', ctx.workspace.id)
    .where('customer_id', 'in', [...roots])
    .execute()
  return new Map(rows.map((row) => [`${row.customer_id} ${row.purpose} ${row.channel}`, { ...row, since: row.since.getTime() }]))
}

interface WordRow {
  readonly root: string
  readonly profile_id: string
  readonly purpose: string
  readonly channel: Channel
  readonly state: ConsentState
  readonly at: Date
  readonly source: string
  readonly parting: string | null
}

/** What the ledger comes to for each root, purpose and channel. */
async function derived(ctx: Ctx, roots: readonly string[], moves: readonly Move[]): Promise<Map<string, Standing>> {
  const { rows } = await sql<WordRow>`
    with moved as materialized (${movedRows(moves)}),
    profiles as materialized (
      select c.id, coalesce(m.root, c.merged_into, c.id) as root
      from customers c left join moved m on m.id = c.id
      where c.workspace_id = ${ctx.workspace.id}
        and (c.id = any(${roots}::uuid[]) or c.merged_into = any(${roots}::uuid[]) or c.id in (select id from moved)))
    select p.root, e.profile_id, e.purpose, e.channel, e.state, e.at, e.source, e.parting
    from profiles p
    join consent_entries e on e.workspace_id = ${ctx.workspace.id} and e.profile_id = p.id
    where p.root = any(${roots}::uuid[])`.execute(ctx.db)
  const cells = Map.groupBy(rows, ({ root, purpose, channel }) => `${root} ${purpose} ${channel}`)
  return new Map(
    [...cells].flatMap(([key, words]) => {
      const profiles = [...Map.groupBy(words, ({ profile_id }) => profile_id).values()]
      const found = standingOfFamily(profiles.map((rows) => rows.map(wordOf)))
      return found ? [[key, found] as const] : []
    }),
  )
}

function wordOf({ state, at, source, parting }: WordRow): Word {
  return { state, at: at.getTime(), source, parting }
}

async function rootsAfter(ctx: Ctx, profiles: readonly string[], moves: readonly Move[]): Promise<string[]> {
  const { rows } = await sql<{ root: string }>`
    with moved as materialized (${movedRows(moves)})
    select distinct coalesce(m.root, c.merged_into, c.id) as root
    from customers c left join moved m on m.id = c.id
    where c.workspace_id = ${ctx.workspace.id} and c.id = any(${profiles}::uuid[])`.execute(ctx.db)
  return rows.map(({ root }) => root)
}

/** SQL: profiles that are given another root. */
export function movedRows(moves: readonly Move[]) {
  return sql`select id, root from unnest(${moves.map(({ profile }) => profile)}::uuid[], ${moves.map(({ to }) => to)}::uuid[]) as m (id, root)`
}

async function write(ctx: Ctx, changes: readonly Change[]): Promise<void> {
  const gone = changes.filter(({ after }) => after === null)
  if (gone.length > 0) {
    await sql`
      delete from consents c
      using unnest(
        ${gone.map(({ customerId }) => customerId)}::uuid[], ${gone.map(({ purpose }) => purpose)}::text[],
        ${gone.map(({ channel }) => channel)}::text[]
      ) as g (customer_id, purpose, channel)
      where c.workspace_id = ${ctx.workspace.id} and c.customer_id = g.customer_id and c.purpose = g.purpose and c.channel = g.channel`.execute(
      ctx.db,
    )
  }
  const kept = changes.flatMap(({ after, ...change }) => (after ? [{ ...change, ...after }] : []))
  if (kept.length === 0) return
  await sql`
    insert into consents (workspace_id, customer_id, purpose, channel, state, since, source)
    select ${ctx.workspace.id}::uuid, k.*
    from unnest(
      ${kept.map(({ customerId }) => customerId)}::uuid[], ${kept.map(({ purpose }) => purpose)}::text[],
      ${kept.map(({ channel }) => channel)}::text[], ${kept.map(({ state }) => state)}::text[],
      ${kept.map(({ since }) => new Date(since).toISOString())}::timestamptz[], ${kept.map(({ source }) => source)}::text[]
    ) as k
    on conflict (workspace_id, customer_id, purpose, channel)
    do update set state = excluded.state, since = excluded.since, source = excluded.source`.execute(ctx.db)
}
