import { sql } from 'kysely'
import type { Ctx } from '#core/context'
import { notFound } from '#core/errors'
import type { Server } from '#core/server'
import { maskEmail, maskPhone } from '#pure/mask'
import { familyOf } from '#modules/customers'
import { CHANNELS, type Channel, type ConsentCell, type ConsentWord, type CustomerConsents } from './api.ts'
import { mayBeContacted } from './domain.ts'
import { confirmationLink } from './links.ts'
import { purposesInUse } from './purposes.ts'
import { addressesOf, isReachedBy, suppressedProfiles } from './suppressions.ts'
import type { ConsentEntriesTable } from './tables.ts'

const WORDS_SHOWN = 5

/** Everything about what may be sent to one person, with the newest words and what proves them. */
export async function showConsents(ctx: Ctx, server: Server, customerId: string): Promise<CustomerConsents> {
  const family = await familyOf(ctx, customerId)
  const [root] = family
  if (root === undefined) throw notFound('customers.not_found')
  const isErased = await wasErased(ctx, root)
  const holds = await standingOf(ctx, root)
  const words = await wordsOf(ctx, family)
  const addresses = await addressesOf(ctx, family)
  const suppressed = await suppressedProfiles(
    ctx,
    family.flatMap((profileId) => CHANNELS.map((channel) => ({ profileId, channel }))),
  )
  const cell = (purpose: string, channel: Channel): ConsentCell => {
    const standing = holds.get(`${purpose} ${channel}`)
    const permit = mayBeContacted({
      purpose,
      isKnownPurpose: true,
      isErased,
      hasAddress: addresses.some(({ kind }) => isReachedBy(channel, kind)),
      isSuppressed: family.some((profileId) => suppressed.has(`${profileId} ${channel}`)),
      state: standing?.state ?? null,
    })
    return {
      channel,
      state: standing?.state ?? null,
      since: standing?.since.toISOString() ?? null,
      source: standing?.source ?? null,
      ...permit,
      words: (words.get(`${purpose} ${channel}`) ?? []).slice(0, WORDS_SHOWN),
    }
  }
  return {
    isErased,
    purposes: (await purposesInUse(ctx)).map(({ key, name }) => ({ key, name, cells: CHANNELS.map((channel) => cell(key, channel)) })),
    confirmations: await openConfirmations(ctx, server, family),
  }
}

async function wasErased(ctx: Ctx, root: string): Promise<boolean> {
  const query = ctx.db.selectFrom('customers').select('erased_at').where('workspace_id', '=', ctx.workspace.id)
  return ((await query.where('id', '=', root).executeTakeFirst())?.erased_at ?? null) !== null
}

/** What holds for a person, by 'purpose channel'. */
export async function standingOf(ctx: Ctx, root: string) {
  const query = ctx.db.selectFrom('consents').select(['purpose', 'channel', 'state', 'since', 'source'])
  const rows = await query.where('workspace_id', '=', ctx.workspace.id).where('customer_id', '=', root).execute()
  return new Map(rows.map((row) => [`${row.purpose} ${row.channel}`, row]))
}

/** The newest words by 'purpose channel', each statement once. */
async function wordsOf(ctx: Ctx, family: readonly string[]): Promise<Map<string, ConsentWord[]>> {
  const { rows } = await sql<ConsentEntriesTable & { readonly proof: Record<string, unknown> }>`
    select * from (
      select e.*, row_number() over (partition by purpose, channel order by at desc, recorded_at desc, id desc) as place
      from consent_entries e
      where e.workspace_id = ${ctx.workspace.id} and e.profile_id = any(${family}::uuid[]) and e.said_as = e.profile_id
    ) as words
    where place <= ${WORDS_SHOWN}
    order by at desc, recorded_at desc, id desc`.execute(ctx.db)
  const told = rows.map((row): ConsentWord => {
    return {
      id: row.id,
      purpose: row.purpose,
      channel: row.channel,
      state: row.state,
      source: row.source,
      at: row.at.toISOString(),
      recordedAt: row.recorded_at.toISOString(),
      by: row.by,
      shown: row.shown,
      textVersion: row.text_version,
      proof: row.proof,
    }
  })
  return Map.groupBy(told, ({ purpose, channel }) => `${purpose} ${channel}`)
}

/** Questions that wait for an answer. Their links are for those who may see addresses. */
async function openConfirmations(ctx: Ctx, server: Server, family: readonly string[]): Promise<CustomerConsents['confirmations']> {
  const rows = await ctx.db
    .selectFrom('consent_confirmations')
    .selectAll()
    .where('workspace_id', '=', ctx.workspace.id)
    .where('profile_id', 'in', [...family])
    .where('confirmed_at', 'is', null)
    .where('expires_at', '>', ctx.now)
    .orderBy('asked_at', 'desc')
    .execute()
  const seesContacts = ctx.actor.can.has('customers:contact')
  return rows.map((row) => ({
    id: row.id,
    purpose: row.purpose,
    channel: row.channel,
    address: seesContacts ? row.address : row.address.includes('@') ? maskEmail(row.address) : maskPhone(row.address),
    askedAt: row.asked_at.toISOString(),
    expiresAt: row.expires_at.toISOString(),
    link: seesContacts ? confirmationLink(server, ctx.workspace.id, { id: row.id, askedAt: row.asked_at }) : null,
  }))
}
