import { randomUUIDv7 } from 'node:crypto'
import { sql, type RawBuilder } from 'kysely'
import * as z from 'zod'
import { inTransaction, type Ctx } from '#core/context'
import { invalid, notFound, refused } from '#core/errors'
import { emit } from '#core/events'
import { readCursor, writeCursor } from '#core/paging'
import { listColleagues } from '#modules/workspaces'
import type { NoteRequest, NoteResponse, NotesResponse } from './api.ts'
import { familyFor } from './family.ts'

interface Page {
  readonly cursor?: string | undefined
  readonly limit: number
}

/** What members wrote about a person, newest first. */
export async function listNotes(ctx: Ctx, customerId: string, { cursor, limit }: Page): Promise<NotesResponse> {
  const family = await familyFor(ctx, customerId)
  const place = cursor === undefined ? null : readCursor(Place, cursor)
  const before = place ? sql<boolean>`(n.written_at, n.id) < (${place[0]}::timestamptz, ${place[1]}::uuid)` : sql<boolean>`true`
  const notes = await readNotes(ctx, sql`n.customer_id = any(${family}::uuid[]) and ${before}`, limit + 1)
  const page = notes.slice(0, limit)
  const last = page.at(-1)
  return { rows: page, next: last && notes.length > limit ? writeCursor([last.writtenAt, last.id]) : null }
}

/** Notes that name the acting member, newest first. */
export async function listMentions(ctx: Ctx, { cursor, limit }: Page) {
  const place = cursor === undefined ? null : readCursor(z.tuple([z.uuid()]), cursor)
  const { rows } = await sql<{ note_id: string }>`
    select note_id
    from profiles_mentions
    where workspace_id = ${ctx.workspace.id} and user_id = ${authorOf(ctx)} and ${place ? sql`note_id < ${place[0]}::uuid` : sql`true`}
    order by note_id desc
    limit ${limit + 1}`.execute(ctx.db)
  const ids = rows.slice(0, limit).map((row) => row.note_id)
  const last = ids.at(-1)
  const notes = await readNotes(ctx, sql`n.id = any(${ids}::uuid[])`, limit)
  const names = await namesOf(
    ctx,
    notes.map(({ customerId }) => customerId),
  )
  return {
    rows: notes.map((note) => ({ ...note, customerName: names.get(note.customerId) ?? null })),
    next: last && rows.length > limit ? writeCursor([last]) : null,
  }
}

/** Writes a note about a person and gives its id. */
export function writeNote(ctx: Ctx, customerId: string, { text, mentions }: NoteRequest): Promise<{ id: string }> {
  return inTransaction(ctx, async (ctx) => {
    const [root] = await familyFor(ctx, customerId)
    await checkMembers(ctx, mentions)
    const id = randomUUIDv7()
    await ctx.db
      .insertInto('profiles_notes')
      .values({
        workspace_id: ctx.workspace.id,
        id,
        customer_id: root,
        text,
        author_id: authorOf(ctx),
        written_at: ctx.now,
        edited_at: null,
      })
      .execute()
    await writeMentions(ctx, id, mentions)
    await emit(ctx, 'customer.noted', { customerId: root, noteId: id, mentions }, { customerId: root })
    return { id }
  })
}

/** Changes one's own note. Who is mentioned for the first time is told. */
export async function editNote(ctx: Ctx, customerId: string, noteId: string, { text, mentions }: NoteRequest): Promise<void> {
  await inTransaction(ctx, async (ctx) => {
    const note = await lockOwnNote(ctx, customerId, noteId)
    await checkMembers(ctx, mentions)
    const { rows: known } = await sql<{ user_id: string }>`
      delete from profiles_mentions
      where workspace_id = ${ctx.workspace.id} and note_id = ${noteId}
      returning user_id`.execute(ctx.db)
    await writeMentions(ctx, noteId, mentions)
    await ctx.db
      .updateTable('profiles_notes')
      .set({ text, edited_at: ctx.now })
      .where('workspace_id', '=', ctx.workspace.id)
      .where('id', '=', noteId)
      .execute()
    const fresh = mentions.filter((member) => !known.some(({ user_id }) => user_id === member))
    await emit(ctx, 'customer.noted', { customerId: note.customer_id, noteId, mentions: fresh }, { customerId: note.customer_id })
  })
}

/** Takes one's own note away. */
export async function removeNote(ctx: Ctx, customerId: string, noteId: string): Promise<void> {
  await inTransaction(ctx, async (ctx) => {
    await lockOwnNote(ctx, customerId, noteId)
    await ctx.db.deleteFrom('profiles_notes').where('workspace_id', '=', ctx.workspace.id).where('id', '=', noteId).execute()
  })
}

const Place = z.tuple([z.iso.datetime(), z.uuid()])

interface NoteRow {
  readonly id: string
  readonly customer_id: string
  readonly text: string
  readonly author_id: string
  readonly author_name: string | null
  readonly written_at: Date
  readonly edited_at: Date | null
  readonly mentions: readonly { readonly id: string; readonly name: string | null }[]
}

async function readNotes(ctx: Ctx, which: RawBuilder<unknown>, limit: number): Promise<NoteResponse[]> {
  const { rows } = await sql<NoteRow>`
    select n.id, n.customer_id, n.text, n.author_id, u.name as author_name, n.written_at, n.edited_at, coalesce(m.mentions, '[]') as mentions
    from profiles_notes n
    left join auth_users u on u.id = n.author_id
    left join lateral (
      select jsonb_agg(jsonb_build_object('id', m.user_id, 'name', named.name) order by named.name) as mentions
      from profiles_mentions m
      left join auth_users named on named.id = m.user_id
      where m.workspace_id = n.workspace_id and m.note_id = n.id
    ) m on true
    where n.workspace_id = ${ctx.workspace.id} and ${which}
    order by n.written_at desc, n.id desc
    limit ${limit}`.execute(ctx.db)
  return rows.map((row) => ({
    id: row.id,
    customerId: row.customer_id,
    text: row.text,
    author: { id: row.author_id, name: row.author_name },
    mentions: [...row.mentions],
    writtenAt: row.written_at.toISOString(),
    editedAt: row.edited_at?.toISOString() ?? null,
  }))
}

async function namesOf(ctx: Ctx, customerIds: readonly string[]): Promise<Map<string, string | null>> {
  const { rows } = await sql<{ id: string; name: string | null }>`
    select id, name from customers where workspace_id = ${ctx.workspace.id} and id = any(${customerIds}::uuid[])`.execute(ctx.db)
  return new Map(rows.map(({ id, name }) => [id, name]))
}

async function lockOwnNote(ctx: Ctx, customerId: string, noteId: string) {
  const family = await familyFor(ctx, customerId)
  const note = await ctx.db
    .selectFrom('profiles_notes')
    .select(['customer_id', 'author_id'])
    .where('workspace_id', '=', ctx.workspace.id)
    .where('id', '=', noteId)
    .where('customer_id', 'in', [...family])
    .forUpdate()
    .executeTakeFirst()
  if (!note) throw notFound('profiles.note_not_found')
  if (note.author_id !== authorOf(ctx)) throw refused('profiles.note_of_another')
  return note
}

async function checkMembers(ctx: Ctx, mentions: readonly string[]): Promise<void> {
  if (mentions.length === 0) return
  const members = new Set((await listColleagues(ctx)).map(({ id }) => id))
  if (mentions.some((id) => !members.has(id))) throw invalid('profiles.no_such_member')
}

async function writeMentions(ctx: Ctx, noteId: string, mentions: readonly string[]): Promise<void> {
  await sql`
    insert into profiles_mentions (workspace_id, user_id, note_id)
    select distinct ${ctx.workspace.id}::uuid, user_id, ${noteId}::uuid
    from unnest(${mentions}::text[]) as user_id`.execute(ctx.db)
}

function authorOf({ actor }: Ctx): string {
  return actor.userId ?? actor.id ?? actor.kind
}
