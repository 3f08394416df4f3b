import { randomUUIDv7 } from 'node:crypto'
import { sql } from 'kysely'
import type { Ctx } from '#core/context'
import { CONFIRMATION_LIFE, mayAskAgain } from './domain.ts'
import type { SpokenWord } from './record-consents.ts'
import { addressesOf, isReachedBy } from './suppressions.ts'

/**
 * Keeps a question for each yes that waits, and asks for the job that hands its link over. Nobody is asked twice a day, and nobody who can be
 * reached nowhere on the channel, or whose yes stands already.
 */
export async function askForConfirmations(ctx: Ctx, words: readonly SpokenWord[]): Promise<void> {
  const waiting = await stillWaiting(ctx, words)
  if (waiting.length === 0) return
  const addresses = await addressesOf(
    ctx,
    waiting.map(({ profileId }) => profileId),
  )
  for (const word of waiting) {
    const address = addresses.find(({ profileId, kind }) => profileId === word.profileId && isReachedBy(word.channel, kind))
    if (address) await ask(ctx, word, address.value)
  }
  await ctx.jobs.nudge(ctx, 'consent.tell_confirmations', { workspaceId: ctx.workspace.id })
}

async function stillWaiting(ctx: Ctx, words: readonly SpokenWord[]): Promise<SpokenWord[]> {
  if (words.length === 0) return []
  const { rows } = await sql<{ place: number }>`
    select (w.place - 1)::int as place
    from unnest(
      ${words.map(({ profileId }) => profileId)}::uuid[], ${words.map(({ purpose }) => purpose)}::text[],
      ${words.map(({ channel }) => channel)}::text[]
    ) with ordinality as w (profile_id, purpose, channel, place)
    join customers c on c.workspace_id = ${ctx.workspace.id} and c.id = w.profile_id
    join consents s on s.workspace_id = ${ctx.workspace.id} and s.customer_id = case when c.merged_into is null then c.id else c.merged_into end
      and s.purpose = w.purpose and s.channel = w.channel
    where s.state = 'pending'`.execute(ctx.db)
  return rows.flatMap(({ place }) => words[place] ?? [])
}

async function ask(ctx: Ctx, word: SpokenWord, address: string): Promise<void> {
  const { profileId, purpose, channel } = word
  const row = ctx.db
    .selectFrom('consent_confirmations')
    .select(['id', 'asked_at', 'times_asked'])
    .where('workspace_id', '=', ctx.workspace.id)
    .where('profile_id', '=', profileId)
    .where('purpose', '=', purpose)
    .where('channel', '=', channel)
  const before = await row.forUpdate().executeTakeFirst()
  if (before && !mayAskAgain({ askedAt: before.asked_at.getTime(), times: before.times_asked }, ctx.now.getTime())) return
  const question = {
    address,
    shown: word.shown ?? null,
    text_version: word.textVersion ?? null,
    asked_at: ctx.now,
    times_asked: (before?.times_asked ?? 0) + 1,
    expires_at: new Date(ctx.now.getTime() + CONFIRMATION_LIFE),
    told_at: null,
    confirmed_at: null,
  }
  await ctx.db
    .insertInto('consent_confirmations')
    .values({ workspace_id: ctx.workspace.id, id: randomUUIDv7(), profile_id: profileId, purpose, channel, ...question })
    .onConflict((conflict) => conflict.columns(['workspace_id', 'profile_id', 'purpose', 'channel']).doUpdateSet(question))
    .execute()
}
