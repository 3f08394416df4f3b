import { sql } from 'kysely'
import * as z from 'zod'
import { inTransaction, type Ctx } from '#core/context'
import { job, type Job } from '#core/jobs'
import type { StoredEvent } from '#core/events'
import type { Reaction } from '#core/reactions'
import type { Server } from '#core/server'
import { FOLLOWED, HISTORY, REACTION, STUDIES, VISITS } from './members/domain-followed.ts'
import { followCustomers } from './members/follow-customers.ts'
import { filledIds } from './members/live-segments.ts'
import { fillSegment, followTime, takeOverHistory } from './members/renew-segment.ts'

/** Who is in which segment follows everything that happens to customers; history is taken over in silence. */
export const followMembers: Reaction = {
  name: REACTION,
  on: [...FOLLOWED, 'insights.scored', ...HISTORY, ...STUDIES],
  run: async (ctx, events) => {
    if (events.length === 0 || !(await hasSegments(ctx))) return
    const visits = events.filter(({ name }) => isOf(VISITS, name))
    const others = events.filter(({ name }) => !isOf(VISITS, name))
    await followCustomers(ctx, { changed: others.flatMap(profilesOf), visited: visits.flatMap(profilesOf) })
    if (others.some(({ name }) => isOf(HISTORY, name))) await askForHistory(ctx)
    if (others.some(({ name }) => isOf(STUDIES, name))) await nudgeRenewal(ctx, true)
  },
}

/** Fills what is not filled, takes over history, and once an hour follows the time that has passed. */
export function renewSegmentsJob(contextsOf: (server: Server, workspaceId: string | undefined) => Promise<readonly Ctx[]>): Job {
  const Data = z.object({ workspaceId: z.uuid().optional(), isTime: z.boolean().default(true) }).nullish()
  return job('segments.renew', Data, async (server, data) => {
    for (const ctx of await contextsOf(server, data?.workspaceId)) await renewSegments(ctx, data?.isTime ?? true)
  })
}

/** Each step is a transaction of its own, and may be taken again. */
async function renewSegments(ctx: Ctx, isTime: boolean): Promise<void> {
  for (const id of await inTransaction(ctx, unfilledIds)) await fillSegment(atThisMoment(ctx), id)
  const asked = await inTransaction(ctx, historyAsked)
  const filled = await inTransaction(ctx, filledIds)
  if (asked !== null) {
    for (const id of filled) await takeOverHistory(atThisMoment(ctx), id)
    await inTransaction(ctx, (ctx) => historyDone(ctx, asked))
  }
  if (!isTime) return
  for (const id of filled) for (let more = true; more;) more = await followTime(atThisMoment(ctx), id)
}

function atThisMoment(ctx: Ctx): Ctx {
  return { ...ctx, now: new Date() }
}

function isOf(names: readonly string[], name: string): boolean {
  return names.includes(name)
}

/** The profiles that an event speaks of. */
function profilesOf(event: StoredEvent): string[] {
  if (event.name === 'insights.scored') return [...event.payload.customerIds]
  if (event.name === 'customer.merged') return [event.payload.customerId, event.payload.absorbedId]
  if (event.name === 'customer.unmerged') return [event.payload.customerId, event.payload.releasedId]
  return event.customerId ? [event.customerId] : []
}

async function hasSegments(ctx: Ctx): Promise<boolean> {
  const { rows } = await sql`select 1 from segments where workspace_id = ${ctx.workspace.id} and archived_at is null limit 1`.execute(
    ctx.db,
  )
  return rows.length > 0
}

async function unfilledIds(ctx: Ctx): Promise<string[]> {
  const segments = ctx.db.selectFrom('segments').select('id').where('workspace_id', '=', ctx.workspace.id)
  const rows = await segments.where('archived_at', 'is', null).where('filled_at', 'is', null).orderBy('id').execute()
  return rows.map(({ id }) => id)
}

/** Kept in the transaction that passes the event: the nudge alone may be lost. */
async function askForHistory(ctx: Ctx): Promise<void> {
  await sql`
    insert into segments_sweeps (workspace_id, asked, done) values (${ctx.workspace.id}, 1, 0)
    on conflict (workspace_id) do update set asked = segments_sweeps.asked + 1`.execute(ctx.db)
  await nudgeRenewal(ctx, false)
}

function nudgeRenewal(ctx: Ctx, isTime: boolean): Promise<void> {
  return ctx.jobs.nudge(ctx, 'segments.renew', { workspaceId: ctx.workspace.id, isTime })
}

/** Up to which asking history is to be taken over; null when it was. */
async function historyAsked(ctx: Ctx): Promise<number | null> {
  const row = await ctx.db
    .selectFrom('segments_sweeps')
    .select(['asked', 'done'])
    .where('workspace_id', '=', ctx.workspace.id)
    .executeTakeFirst()
  return row && row.asked > row.done ? row.asked : null
}

async function historyDone(ctx: Ctx, asked: number): Promise<void> {
  await sql`
    update segments_sweeps set done = greatest(done, ${asked}::int) where workspace_id = ${ctx.workspace.id}`.execute(ctx.db)
}
