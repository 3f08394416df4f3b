import { sql } from 'kysely'
import { inTransaction, type Ctx } from '#core/context'
import type { Mailer } from '#core/delivery/email'
import { letterHtml, waitAfter, type Letter } from '#core/delivery/letter'

/** A letter to one person; its address is theirs at this moment. */
export interface LetterTo extends Letter {
  readonly profileId: string
  readonly address: string
}

/** Puts letters on their way, in the caller's transaction: they leave when it ends, and are tried again for a day and a half. */
export async function queueLetters(
  ctx: Ctx,
  kind: 'confirmation' | 'incident',
  aboutId: string,
  letters: readonly LetterTo[],
): Promise<void> {
  if (letters.length === 0) return
  await sql`
    insert into consent_letters
      (workspace_id, id, kind, about_id, profile_id, address, subject, body, language, state, attempts, next_at, made_at)
    select ${ctx.workspace.id}::uuid, uuidv7(), ${kind}, ${aboutId}::uuid, l.profile_id, l.address, l.subject, l.body, l.language, 'waiting', 0,
           ${ctx.now}::timestamptz, ${ctx.now}::timestamptz
    from unnest(
      ${letters.map(({ profileId }) => profileId)}::uuid[], ${letters.map(({ address }) => address)}::text[],
      ${letters.map(({ subject }) => subject)}::text[], ${letters.map(({ body }) => body)}::text[],
      ${letters.map(({ language }) => language)}::text[]
    ) as l (profile_id, address, subject, body, language)
    on conflict (workspace_id, kind, about_id, profile_id, made_at) do nothing`.execute(ctx.db)
  await ctx.jobs.nudge(ctx, 'consent.send_letters', { workspaceId: ctx.workspace.id })
}

interface Claimed {
  readonly id: string
  readonly address: string
  readonly subject: string
  readonly body: string
  readonly language: 'fa' | 'en'
  readonly attempts: number
}

const LEASE = 10 * 60_000

/** Sends what is due, one after the other, and gives how many letters were tried. */
export async function sendLetters(ctx: Ctx, mailer: Mailer): Promise<number> {
  for (let tried = 0; ; tried++) {
    const now = new Date(Math.max(Date.now(), ctx.now.getTime()))
    const letter = await claim({ ...ctx, now })
    if (!letter) return tried
    const { id, address, subject, body, language } = letter
    const { outcome, error } = await mailer.send({ id, to: address, subject, text: body, html: letterHtml({ language, body }) })
    await settle({ ...ctx, now }, letter, outcome === 'sent' ? null : (error ?? 'unknown'), outcome === 'never')
  }
}

/** The next letter, kept from other processes while it is tried. A process that dies gives it back after ten minutes. */
async function claim(ctx: Ctx): Promise<Claimed | undefined> {
  return inTransaction(ctx, async (ctx) => {
    const { rows } = await sql<Claimed>`
      with next as materialized (
        select id from consent_letters
        where workspace_id = ${ctx.workspace.id} and state = 'waiting' and next_at <= ${ctx.now}
        order by next_at limit 1 for update skip locked)
      update consent_letters set attempts = attempts + 1, next_at = ${new Date(ctx.now.getTime() + LEASE)}
      where workspace_id = ${ctx.workspace.id} and id in (select id from next)
      returning id, address, subject, body, language, attempts`.execute(ctx.db)
    return rows[0]
  })
}

/** A letter that has ended keeps neither its words nor its address. */
async function settle(ctx: Ctx, { id, attempts }: Claimed, error: string | null, isFinal: boolean): Promise<void> {
  const wait = error === null || isFinal ? null : waitAfter(attempts)
  const ended = { ended_at: ctx.now, address: null, subject: null, body: null, error }
  const fate =
    error === null
      ? { ...ended, state: 'sent' as const }
      : wait === null
        ? { ...ended, state: 'failed' as const }
        : { next_at: new Date(ctx.now.getTime() + wait), error }
  await inTransaction(ctx, (ctx) =>
    ctx.db.updateTable('consent_letters').set(fate).where('workspace_id', '=', ctx.workspace.id).where('id', '=', id).execute(),
  )
}

/** How letters about something fared. */
export async function countLetters(ctx: Ctx, aboutId: string): Promise<{ waiting: number; sent: number; failed: number }> {
  const { rows } = await sql<{ waiting: number; sent: number; failed: number }>`
    select count(*) filter (where state = 'waiting')::int as waiting, count(*) filter (where state = 'sent')::int as sent,
           count(*) filter (where state = 'failed')::int as failed
    from consent_letters where workspace_id = ${ctx.workspace.id} and about_id = ${aboutId}`.execute(ctx.db)
  return rows[0] ?? { waiting: 0, sent: 0, failed: 0 }
}
