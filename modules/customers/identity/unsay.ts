import { sql } from 'kysely'
import { inTransaction, type Ctx } from '#core/context'
import type { Said } from '../domain-said.ts'
import { lockIdentities } from './lock-identities.ts'
import { readFamilies } from './read-families.ts'
import { showFamilies } from './write-families.ts'

/** Takes back everything that one speaker said: where its word stood, what the log of edits knows to have been there before stands again. */
export async function unsay(ctx: Ctx, speaker: string): Promise<void> {
  await inTransaction(ctx, async (ctx) => {
    await lockIdentities(ctx)
    const { rows } = await sql<{ id: string }>`
      select id from customers
      where workspace_id = ${ctx.workspace.id} and said is not null and jsonb_path_exists(said, '$.*.by ? (@ == $speaker)', ${JSON.stringify({ speaker })}::jsonb)`.execute(
      ctx.db,
    )
    for (let start = 0; start < rows.length; start += BATCH) {
      await unsayAbout(
        ctx,
        speaker,
        rows.slice(start, start + BATCH).map(({ id }) => id),
      )
    }
    await sql`delete from customers_edits where workspace_id = ${ctx.workspace.id} and changed_by = ${speaker}`.execute(ctx.db)
  })
}

const BATCH = 1000

async function unsayAbout(ctx: Ctx, speaker: string, profileIds: readonly string[]): Promise<void> {
  const before = await wordsBefore(ctx, speaker, profileIds)
  const spoken = new Map<string, Said>()
  const families = (await readFamilies(ctx, profileIds)).map(({ root, members }) => ({
    root,
    members: members.map((member) => {
      const kept = Object.entries(member.own).filter(([, { by }]) => by !== speaker)
      if (kept.length === Object.keys(member.own).length) return member
      const own: Said = { ...before.get(member.id), ...Object.fromEntries(kept) }
      spoken.set(member.id, own)
      return { ...member, own, said: own }
    }),
  }))
  await showFamilies(ctx, families, spoken)
  // Once more, as they read with what other files said.
  await showFamilies(ctx, await readFamilies(ctx, profileIds))
  const silent = families.filter(({ members }) => members.length === 1 && members.every(({ own }) => isOnlyImported(own)))
  await keepNoWords(
    ctx,
    silent.map(({ root }) => root),
  )
}

/** Nobody but imports spoke, and they keep their words by themselves. */
function isOnlyImported(own: Said): boolean {
  return Object.values(own).every(({ by }) => by === 'start' || by.startsWith('import:'))
}

async function keepNoWords(ctx: Ctx, ids: readonly string[]): Promise<void> {
  await sql`update customers set said = null where workspace_id = ${ctx.workspace.id} and id = any(${ids}::uuid[])`.execute(ctx.db)
}

/** What was shown before the speaker's first word on each subject. It stands as if it had been there from the start. */
async function wordsBefore(ctx: Ctx, speaker: string, profileIds: readonly string[]): Promise<Map<string, Said>> {
  const { rows } = await sql<{ customer_id: string; words: Said }>`
    select customer_id, jsonb_object_agg(field, jsonb_build_object('value', before, 'at', at, 'by', 'start')) as words
    from (
      select distinct on (e.customer_id, e.field) e.customer_id, e.field, e.before, to_char(c.created_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at
      from customers_edits e
      join customers c on c.workspace_id = ${ctx.workspace.id} and c.id = e.customer_id
      where e.workspace_id = ${ctx.workspace.id} and e.customer_id = any(${profileIds}::uuid[]) and e.changed_by = ${speaker}
      order by e.customer_id, e.field, e.id
    ) first
    where before is not null
    group by customer_id`.execute(ctx.db)
  return new Map(rows.map(({ customer_id, words }) => [customer_id, words]))
}
