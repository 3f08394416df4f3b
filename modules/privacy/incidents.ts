import { randomUUIDv7 } from 'node:crypto'
import { sql } from 'kysely'
import { audit } from '#core/audit'
import { inTransaction, type Ctx } from '#core/context'
import { notFound, refused } from '#core/errors'
import { emit } from '#core/events'
import { tableFile } from '#core/export'
import type { FileAnswer } from '#core/http'
import type { Server } from '#core/server'
import { countLetters, languageOf, queueLetters } from '#modules/consent'
import { affectedPeople, type AffectedPerson } from './affected.ts'
import type { IncidentRequest, IncidentRow } from './api.ts'
import { namesOf } from './names.ts'

const STEP = 1000

/** Records an incident, who was affected and how they are told, and sends the letters that can be sent. Gives its id. */
export function tellIncident(ctx: Ctx, server: Server, request: IncidentRequest): Promise<string> {
  return inTransaction(ctx, async (ctx) => {
    const people = await affectedPeople(ctx, request.affected)
    if (people.length === 0) throw refused('privacy.nobody_affected')
    const id = randomUUIDv7()
    await insertIncident(ctx, id, request)
    const canMail = server.config.smtpUrl !== null
    for (let i = 0; i < people.length; i += STEP) await tellSome(ctx, id, { request, people: people.slice(i, i + STEP), canMail })
    await audit(ctx, 'incident.told', { kind: 'incident', id, details: { customers: people.length } })
    await emit(ctx, 'incident.told', { incidentId: id, customers: people.length })
    return id
  })
}

async function insertIncident(ctx: Ctx, id: string, request: IncidentRequest): Promise<void> {
  await ctx.db
    .insertInto('privacy_incidents')
    .values({
      workspace_id: ctx.workspace.id,
      id,
      title: request.title,
      happened_at: new Date(`${request.happenedAt}T00:00:00Z`),
      text_fa: request.textFa,
      text_en: request.textEn,
      chosen: JSON.stringify(request.affected),
      told_by: ctx.actor.userId ?? ctx.actor.kind,
      told_at: ctx.now,
    })
    .execute()
}

interface Some {
  readonly request: IncidentRequest
  readonly people: readonly AffectedPerson[]
  readonly canMail: boolean
}

async function tellSome(ctx: Ctx, incidentId: string, { request, people, canMail }: Some): Promise<void> {
  const ways = people.map(({ email }) => (canMail && email !== null ? 'email' : 'hand'))
  await sql`
    insert into privacy_incident_people (workspace_id, incident_id, customer_id, way)
    select ${ctx.workspace.id}::uuid, ${incidentId}::uuid, p.id, p.way
    from unnest(${people.map(({ id }) => id)}::uuid[], ${ways}::text[]) as p (id, way)`.execute(ctx.db)
  const letters = people.flatMap(({ id, email, language: own }) => {
    if (!canMail || email === null) return []
    const language = languageOf(ctx, own)
    const text = language === 'fa' ? request.textFa : request.textEn
    return [
      {
        profileId: id,
        address: email,
        language,
        subject: `${request.title} - ${ctx.workspace.name}`,
        body: `${text}\n\n${ctx.workspace.name}`,
      },
    ]
  })
  await queueLetters(ctx, 'incident', incidentId, letters)
}

/** Incidents, newest first, with how telling goes. */
export async function listIncidents(ctx: Ctx): Promise<IncidentRow[]> {
  const rows = await ctx.db
    .selectFrom('privacy_incidents')
    .select(['id', 'title', 'happened_at', 'told_at', 'told_by'])
    .where('workspace_id', '=', ctx.workspace.id)
    .orderBy('told_at', 'desc')
    .limit(100)
    .execute()
  const names = await namesOf(
    ctx,
    rows.map((row) => row.told_by),
  )
  const ways = await waysOf(
    ctx,
    rows.map(({ id }) => id),
  )
  const told: IncidentRow[] = []
  for (const row of rows) {
    told.push({
      id: row.id,
      title: row.title,
      happenedAt: row.happened_at.toISOString(),
      toldAt: row.told_at.toISOString(),
      toldBy: names.get(row.told_by) ?? null,
      ...(ways.get(row.id) ?? { byEmail: 0, byHand: 0 }),
      letters: await countLetters(ctx, row.id),
    })
  }
  return told
}

async function waysOf(ctx: Ctx, ids: readonly string[]): Promise<Map<string, { byEmail: number; byHand: number }>> {
  const { rows } = await sql<{ id: string; byEmail: number; byHand: number }>`
    select incident_id as id, count(*) filter (where way = 'email')::int as "byEmail", count(*) filter (where way = 'hand')::int as "byHand"
    from privacy_incident_people
    where workspace_id = ${ctx.workspace.id} and incident_id = any(${ids}::uuid[])
    group by incident_id`.execute(ctx.db)
  return new Map(rows.map(({ id, byEmail, byHand }) => [id, { byEmail, byHand }]))
}

const HEADINGS = {
  fa: ['نام', 'تلفن', 'ایمیل', 'راه خبر دادن', 'ایمیل فرستاده شد'],
  en: ['Name', 'Phone', 'E-mail', 'How to tell them', 'E-mail sent'],
} as const
const WAYS = { fa: { email: 'ایمیل', hand: 'دستی' }, en: { email: 'e-mail', hand: 'by hand' } } as const

/** Everybody affected, as a list to tell by hand. */
export async function exportIncident(ctx: Ctx, id: string, language: 'fa' | 'en'): Promise<FileAnswer> {
  const query = ctx.db.selectFrom('privacy_incidents').select('title').where('workspace_id', '=', ctx.workspace.id)
  const incident = await query.where('id', '=', id).executeTakeFirst()
  if (!incident) throw notFound('privacy.incident_not_found')
  const { rows } = await sql<{ name: string | null; phone: string | null; email: string | null; way: 'email' | 'hand'; sent: boolean }>`
    select c.name, c.phone, c.email, p.way, coalesce(l.state = 'sent', false) as sent
    from privacy_incident_people p
    join customers c on c.workspace_id = p.workspace_id and c.id = p.customer_id
    left join consent_letters l on l.workspace_id = p.workspace_id and l.about_id = p.incident_id and l.profile_id = p.customer_id
    where p.workspace_id = ${ctx.workspace.id} and p.incident_id = ${id}
    order by p.way desc, c.name, c.id`.execute(ctx.db)
  await audit(ctx, 'incident.exported', { kind: 'incident', id, details: { customers: rows.length } })
  const cells = rows.map(({ name, phone, email, way, sent }) => [name, phone, email, WAYS[language][way], sent ? '✓' : ''])
  return tableFile('csv', { name: `incident-${id.slice(0, 8)}`, headings: HEADINGS[language], rows: cells })
}
