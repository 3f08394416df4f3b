import { sql } from 'kysely'
import { inTransaction, type Ctx } from '#core/context'
import type { Mailer } from '#core/delivery/email'
import { refused } from '#core/errors'
import { findBook } from '#modules/orders'
import { periodKey } from '#pure/calendar'
import type { LetterRequest } from './api.ts'
import { monthlyDocument } from './domain-document.ts'
import { dueReport, waitAfter } from './domain-due.ts'
import { reportLetter } from './domain-letter.ts'
import { penFor } from './domain-pen.ts'
import { WORDS } from './domain-words.ts'
import { loadMonthly, monthOfKey } from './load-monthly.ts'

export const SEND = 'insights.send_reports'

/** Puts the report of the month that just ended on its way to everybody who wants it, once. Nothing happened, nothing is sent. */
export async function queueDueReports(ctx: Ctx): Promise<void> {
  const due = dueReport(ctx.now, ctx.workspace)
  if (!due) return
  await inTransaction(ctx, async (ctx) => {
    const book = await findBook(ctx)
    if (!book || book.lastDay === null || book.lastDay < due.firstDay) return
    await sql`
      insert into insights_letters (workspace_id, id, key, user_id, language, calendar, month, state, attempts, next_at, made_at)
      select r.workspace_id, uuidv7(), 'month:' || ${ctx.workspace.calendar}::text || ':' || ${due.month}::int4 || ':' || r.user_id, r.user_id, r.language,
             ${ctx.workspace.calendar}::text, ${due.month}::int4, 'waiting', 0, ${ctx.now}::timestamptz, ${ctx.now}::timestamptz
      from insights_readers r
      where r.workspace_id = ${ctx.workspace.id} and r.since < ${due.since}
      on conflict (workspace_id, key) do nothing`.execute(ctx.db)
  })
}

const MINUTE_MS = 60_000

/** Puts a report on its way to the member who asks; asked twice in a minute it is one letter. */
export async function sendMeNow(ctx: Ctx, { month, language }: LetterRequest, canSend: boolean): Promise<void> {
  const { userId } = ctx.actor
  if (!canSend) throw refused('insights.no_mail')
  if (userId === null) throw refused('insights.no_such_member')
  const minute = Math.floor(ctx.now.getTime() / MINUTE_MS)
  await inTransaction(ctx, async (ctx) => {
    await sql`
      insert into insights_letters (workspace_id, id, key, user_id, language, calendar, month, state, attempts, next_at, made_at)
      values (${ctx.workspace.id}, uuidv7(), ${`now:${month}:${language}:${userId}:${minute}`}, ${userId}, ${language},
              ${ctx.workspace.calendar}, ${monthOfKey(month)}, 'waiting', 0, ${ctx.now}, ${ctx.now})
      on conflict (workspace_id, key) do nothing`.execute(ctx.db)
    await ctx.jobs.nudge(ctx, SEND, { workspaceId: ctx.workspace.id })
  })
}

interface Claimed {
  readonly id: string
  readonly user_id: string
  readonly language: 'fa' | 'en'
  readonly calendar: 'gregorian' | 'persian'
  readonly month: number
  readonly attempts: number
}

const LEASE_MS = 10 * MINUTE_MS

/** Whether a role may read the report; `listed` is what one of the workspace's own says. */
type RightsOfReader = (role: string, listed: readonly string[] | null) => boolean

/** How letters leave, where pages are, and which roles may read the report. */
export interface Post {
  readonly mailer: Mailer
  readonly origin: string
  readonly mayRead: RightsOfReader
}

/** Sends what is due, one letter after the other, and gives how many were tried. */
export async function sendReports(ctx: Ctx, post: Post): Promise<number> {
  for (let tried = 0; ; tried++) {
    const letter = await claim(ctx)
    if (!letter) return tried
    await settle(ctx, letter, await deliver(ctx, letter, post))
  }
}

/** The next letter, kept from other processes while it is tried. A process that dies gives it back after ten minutes. */
function claim(ctx: Ctx): Promise<Claimed | undefined> {
  return inTransaction(ctx, async (ctx) => {
    const { rows } = await sql<Claimed>`
      with next as materialized (
        select id from insights_letters
        where workspace_id = ${ctx.workspace.id} and state = 'waiting' and next_at <= ${ctx.now}
        order by next_at limit 1 for update skip locked)
      update insights_letters set attempts = attempts + 1, next_at = ${new Date(ctx.now.getTime() + LEASE_MS)}
      where workspace_id = ${ctx.workspace.id} and id in (select id from next)
      returning id, user_id, language, calendar, month, attempts`.execute(ctx.db)
    return rows[0]
  })
}

interface Fate {
  readonly error: string | null
  readonly isFinal: boolean
}

async function deliver(ctx: Ctx, letter: Claimed, { mailer, origin, mayRead }: Post): Promise<Fate> {
  const reader = await readerOf(ctx, letter.user_id)
  if (!reader || !mayRead(reader.role, reader.listed)) return { error: 'no_reader', isFinal: true }
  const { language, calendar, month } = letter
  const inCalendar = { ...ctx, workspace: { ...ctx.workspace, calendar } }
  const report = await inTransaction(inCalendar, (ctx) => loadMonthly(ctx, month))
  const { name, currency, moneyDisplay } = ctx.workspace
  const document = monthlyDocument(report, penFor({ language, calendar, currency, moneyDisplay }))
  const words = WORDS[language]
  const link = `${origin}/in/${ctx.workspace.handle}/insights/monthly?month=${periodKey('month', month)}`
  const mail = reportLetter(document, { language, shop: name, link, open: words.open, why: words.why(name) })
  const { outcome, error } = await mailer.send({ id: letter.id, to: reader.email, ...mail })
  return outcome === 'sent' ? { error: null, isFinal: true } : { error: error ?? 'unknown', isFinal: outcome === 'never' }
}

async function readerOf(ctx: Ctx, userId: string): Promise<{ email: string; role: string; listed: string[] | null } | undefined> {
  return ctx.db
    .selectFrom('workspaces_members')
    .innerJoin('auth_users', 'auth_users.id', 'workspaces_members.user_id')
    .leftJoin('workspaces_roles as r', (join) =>
      join.onRef('r.workspace_id', '=', 'workspaces_members.workspace_id').onRef('r.id', '=', 'workspaces_members.role'),
    )
    .select(['auth_users.email', 'workspaces_members.role', 'r.permissions as listed'])
    .where('workspaces_members.workspace_id', '=', ctx.workspace.id)
    .where('workspaces_members.user_id', '=', userId)
    .executeTakeFirst()
}

async function settle(ctx: Ctx, { id, attempts }: Claimed, { error, isFinal }: Fate): Promise<void> {
  const wait = isFinal ? null : waitAfter(attempts)
  const state = error === null ? ('sent' as const) : ('failed' as const)
  const fate = wait === null ? { state, error, ended_at: ctx.now } : { error, next_at: new Date(ctx.now.getTime() + wait) }
  await inTransaction(ctx, (ctx) =>
    ctx.db.updateTable('insights_letters').set(fate).where('workspace_id', '=', ctx.workspace.id).where('id', '=', id).execute(),
  )
}
