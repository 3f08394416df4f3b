import { randomUUIDv7 } from 'node:crypto'
import { sql, type RawBuilder } from 'kysely'
import type { Ctx } from '#core/context'
import type { FilterField, Holding, Move, TimelineEntry, TimelineWanted } from '#core/holdings'
import { CHANNELS, type Channel, type ConsentState } from './api.ts'
import { CHANNEL_WORDS, STATE_WORDS } from './domain-words.ts'
import { effectOn, movedRows } from './effect.ts'
import { purposesInUse } from './purposes.ts'
import { suppressAddresses } from './suppressions.ts'

/** What this module keeps about customers. */
export const consentHolding: Holding = {
  module: 'consent',
  regroup: async (ctx, moves) => {
    await markPartings(ctx, moves)
    await effectOn(ctx, { profiles: [], moves })
  },
  timeline: [{ kind: 'consent', may: 'consent:read', read: readWords }],
  filters: CHANNELS.map(channelFilter),
  tell: tellConsents,
  erase: async (ctx, family) => {
    const suppressions = await suppressAddresses(ctx, family)
    const consents = await deleteFrom(ctx, 'consent_entries', 'profile_id', family)
    await deleteFrom(ctx, 'consents', 'customer_id', family)
    const confirmations = await deleteFrom(ctx, 'consent_confirmations', 'profile_id', family)
    const letters = await deleteFrom(ctx, 'consent_letters', 'profile_id', family)
    await deleteFrom(ctx, 'consent_links', 'customer_id', family)
    return { deleted: { consents, confirmations, letters }, anonymised: { suppressions } }
  },
  retention: [
    {
      name: 'consent.confirmations',
      defaultDays: 30,
      purge: (ctx, before) => purge(ctx, 'consent_confirmations', sql`expires_at < ${before}`),
    },
    { name: 'consent.letters', defaultDays: 90, purge: (ctx, before) => purge(ctx, 'consent_letters', sql`ended_at < ${before}`) },
  ],
}

/** Words that reached a profile through a family to which it no longer belongs keep to that side from now on. */
async function markPartings(ctx: Ctx, moves: readonly Move[]): Promise<void> {
  const moved = moves.map(({ profile }) => profile)
  await sql`
    with moved as materialized (${movedRows(moves)}),
    parted as materialized (
      select e.id
      from consent_entries e
      join customers p on p.workspace_id = e.workspace_id and p.id = e.profile_id
      join customers s on s.workspace_id = e.workspace_id and s.id = e.said_as
      left join moved mp on mp.id = p.id
      left join moved ms on ms.id = s.id
      where e.workspace_id = ${ctx.workspace.id} and e.said_as <> e.profile_id and e.parting is null
        and (e.profile_id = any(${moved}::uuid[]) or e.said_as = any(${moved}::uuid[]))
        and coalesce(mp.root, p.merged_into, p.id) <> coalesce(ms.root, s.merged_into, s.id))
    update consent_entries e set parting = ${randomUUIDv7()}::uuid
    where e.workspace_id = ${ctx.workspace.id} and e.id in (select id from parted)`.execute(ctx.db)
}

interface WordRow {
  readonly id: string
  readonly purpose: string
  readonly channel: Channel
  readonly state: ConsentState
  readonly source: string
  readonly at: Date
  readonly by: string
  readonly shown: string | null
  readonly proof: unknown
}

/** Each statement once, where it was said, not where the family carried it. */
async function readWords(ctx: Ctx, { family, before, limit }: TimelineWanted): Promise<readonly TimelineEntry[]> {
  const place = before ? sql`and (at, id) < (${before.at}::timestamptz, ${before.id}::uuid)` : sql``
  const { rows } = await sql<WordRow>`
    select id, purpose, channel, state, source, at, by, shown, proof
    from consent_entries
    where workspace_id = ${ctx.workspace.id} and profile_id = any(${family}::uuid[]) and said_as = profile_id ${place}
    order by at desc, id desc
    limit ${limit}`.execute(ctx.db)
  const names = new Map((await purposesInUse(ctx)).map(({ key, name }) => [key, name]))
  return rows.map(({ id, purpose, channel, state, source, at, by }) => {
    const name = names.get(purpose)
    const values = { purpose, channel, source, purposeFa: name?.fa ?? purpose, purposeEn: name?.en ?? purpose }
    return { id, kind: 'consent', name: `consent.${state}`, at, by, href: null, values }
  })
}

/** 'newsletter.granted', 'offers.silent' …: who said what on a channel. */
function channelFilter(channel: Channel): FilterField {
  return {
    name: `consent.${channel}`,
    label: CHANNEL_WORDS[channel],
    type: 'choice',
    may: 'consent:read',
    ops: ['any_of', 'none_of', 'is', 'is_not'],
    sql: (ctx, { op, value }) => {
      const wanted = [value].flat().filter((each) => typeof each === 'string')
      const [first = sql<boolean>`false`, ...others] = wanted.map((each) => isOn(ctx, channel, each))
      const meets = others.length === 0 ? first : sql<boolean>`(${sql.join([first, ...others], sql` or `)})`
      return op === 'none_of' || op === 'is_not' ? sql<boolean>`not ${meets}` : meets
    },
    choices: async (ctx) => {
      const states = ['granted', 'denied', 'pending', 'silent'] as const
      return (await purposesInUse(ctx)).flatMap(({ key, name }) =>
        states.map((state) => ({
          value: `${key}.${state}`,
          label: { fa: `${name.fa}: ${STATE_WORDS[state].fa}`, en: `${name.en}: ${STATE_WORDS[state].en}` },
        })),
      )
    },
  }
}

function isOn(ctx: Ctx, channel: Channel, choice: string): RawBuilder<boolean> {
  const [purpose = '', state = ''] = choice.split('.')
  const here = sql`
    select from consents n
    where n.workspace_id = ${ctx.workspace.id} and n.customer_id = c.id and n.purpose = ${purpose} and n.channel = ${channel}`
  return state === 'silent' ? sql<boolean>`not exists (${here})` : sql<boolean>`exists (${here} and n.state = ${state})`
}

async function tellConsents(ctx: Ctx, family: readonly string[]): Promise<Readonly<Record<string, unknown>>> {
  const holds = await ctx.db
    .selectFrom('consents')
    .select(['purpose', 'channel', 'state', 'since', 'source'])
    .where('workspace_id', '=', ctx.workspace.id)
    .where('customer_id', 'in', [...family])
    .execute()
  const { rows } = await sql<WordRow>`
    select id, purpose, channel, state, source, at, by, shown, proof
    from consent_entries
    where workspace_id = ${ctx.workspace.id} and profile_id = any(${family}::uuid[]) and said_as = profile_id
    order by at, id`.execute(ctx.db)
  const said = rows.map(({ purpose, channel, state, source, at, shown, proof }) => ({ purpose, channel, state, source, at, shown, proof }))
  return { consents: holds, consentsSaid: said }
}

async function deleteFrom(ctx: Ctx, table: string, column: string, family: readonly string[]): Promise<number> {
  const { numAffectedRows } = await sql`
    delete from ${sql.table(table)} where workspace_id = ${ctx.workspace.id} and ${sql.ref(column)} = any(${family}::uuid[])`.execute(
    ctx.db,
  )
  return Number(numAffectedRows ?? 0n)
}

async function purge(ctx: Ctx, table: string, isOld: RawBuilder<unknown>): Promise<number> {
  const { numAffectedRows } = await sql`
    with old as materialized (select id from ${sql.table(table)} where workspace_id = ${ctx.workspace.id} and ${isOld} limit 1000)
    delete from ${sql.table(table)} where workspace_id = ${ctx.workspace.id} and id in (select id from old)`.execute(ctx.db)
  return Number(numAffectedRows ?? 0n)
}
