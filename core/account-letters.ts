import { randomUUIDv7 } from 'node:crypto'
import { sql } from 'kysely'
import * as z from 'zod'
import type { Db } from '#core/db'
import { mailerFor, type Mailer } from '#core/delivery/email'
import { letterHtml, waitAfter, type Letter } from '#core/delivery/letter'
import { job } from '#core/jobs'
import { openSealed, seal } from '#core/sealed'
import type { Server } from '#core/server'

const SEND = 'core.send_account_letters'
const LEASE = 10 * 60_000
const Content = z.object({ to: z.string(), subject: z.string(), body: z.string() })

/** Whether letters leave this building at all. Where not, screens show links to copy and say so. */
export function canMail({ config }: Pick<Server, 'config'>): boolean {
  return config.smtpUrl !== null && config.mailFrom !== null
}

/**
 * Puts a letter about somebody's account on its way, in the caller's transaction: it leaves when that ends, and is tried again for a day and a half. Without
 * a mail server nothing is written: a letter that nobody sends is only a secret that lies about.
 */
export async function queueAccountLetter(
  server: Pick<Server, 'config' | 'jobs'>,
  db: Db,
  { to, language, subject, body }: Letter & { readonly to: string },
  now = new Date(),
): Promise<void> {
  if (!canMail(server)) return
  const id = randomUUIDv7()
  const content = seal(server.config.secret, placeOf(id), JSON.stringify({ to, subject, body }))
  await db
    .insertInto('auth_letters')
    .values({ id, content, language, state: 'waiting', next_at: now, made_at: now, ended_at: null, error: null })
    .execute()
  await server.jobs.nudge({ db }, SEND, {})
}

/** Sends account letters that are due; without a mail server they wait. */
export const sendAccountLettersJob = job(SEND, z.object({}), async (server) => {
  const mailer = mailerFor(server.config)
  if (!mailer) return
  try {
    await sendAccountLetters(server, mailer)
  } finally {
    mailer.close()
  }
})

/** Sends what is due, one after the other, and gives how many letters were tried. */
export async function sendAccountLetters(server: Pick<Server, 'db' | 'config'>, mailer: Mailer, clock = () => new Date()): Promise<number> {
  for (let tried = 0; ; tried++) {
    const letter = await claim(server.db, clock())
    if (!letter) return tried
    const content = contentOf(server.config.secret, letter)
    const { outcome, error } = content ? await mailer.send(content) : UNREADABLE
    await settle(server.db, letter, { error: outcome === 'sent' ? null : (error ?? 'unknown'), isFinal: outcome === 'never' }, clock())
  }
}

/** The secret has changed since. */
const UNREADABLE = { outcome: 'never', error: 'unreadable' } as const

interface Claimed {
  readonly id: string
  readonly content: string
  readonly language: 'fa' | 'en'
  readonly attempts: number
}

/** The next letter, kept from other processes while it is tried. A process that dies gives it back after ten minutes. */
async function claim(db: Db, now: Date): Promise<Claimed | undefined> {
  const { rows } = await sql<Claimed>`
    with next as materialized (
      select id from auth_letters where state = 'waiting' and next_at <= ${now} order by next_at limit 1 for update skip locked)
    update auth_letters set attempts = attempts + 1, next_at = ${new Date(now.getTime() + LEASE)}
    where id in (select id from next)
    returning id, content, language, attempts`.execute(db)
  return rows[0]
}

function contentOf(secret: string, { id, content, language }: Claimed) {
  const text = openSealed(secret, placeOf(id), content)
  if (text === null) return null
  const { to, subject, body } = Content.parse(JSON.parse(text))
  return { id, to, subject, text: body, html: letterHtml({ language, body }) }
}

/** A letter that has ended keeps neither its words nor its address. */
async function settle(
  db: Db,
  { id, attempts }: Claimed,
  { error, isFinal }: { error: string | null; isFinal: boolean },
  now: Date,
): Promise<void> {
  const wait = error === null || isFinal ? null : waitAfter(attempts)
  const fate =
    wait === null
      ? { state: error === null ? ('sent' as const) : ('failed' as const), ended_at: now, content: null, error }
      : { next_at: new Date(now.getTime() + wait), error }
  await db.updateTable('auth_letters').set(fate).where('id', '=', id).execute()
}

function placeOf(id: string): string {
  return `auth_letters ${id}`
}
