import { randomUUIDv7 } from 'node:crypto'
import { sql, type RawBuilder } from 'kysely'
import { audit } from '#core/audit'
import { inTransaction, type Ctx } from '#core/context'
import { notFound } from '#core/errors'
import { tell } from '#core/live'
import { BulkChange, BulkCustomers, type BulkRequest, type BulkResponse } from '../api-list.ts'
import { sayAbout } from '../identity/say-about.ts'
import { checkChange } from './check-change.ts'
import { choiceOf } from './wanted.ts'

/** So many are changed in one transaction, which holds the lock of identities. */
const STEP = 500
/** Without a sign of life for this long, whoever worked on it is taken for dead. */
const DEAD_AFTER_MS = 30_000

/** How many customers are meant. */
export async function countChosen(ctx: Ctx, customers: BulkCustomers): Promise<number> {
  const { rows } = await sql<{ total: number }>`
    select count(*)::int as total
    from customers c
    left join customers_summaries s on s.workspace_id = c.workspace_id and s.customer_id = c.id
    where c.workspace_id = ${ctx.workspace.id} and ${await isChosen(ctx, customers)}`.execute(ctx.db)
  return rows[0]?.total ?? 0
}

/** Changes many customers: a few at once, more of them in the background. */
export async function startBulk(ctx: Ctx, { customers, change }: BulkRequest): Promise<BulkResponse> {
  return inTransaction(ctx, async (ctx) => {
    await checkChange(ctx, change)
    const id = randomUUIDv7()
    const total = await countChosen(ctx, customers)
    await ctx.db
      .insertInto('customers_bulks')
      .values({
        workspace_id: ctx.workspace.id,
        id,
        customers: JSON.stringify(customers),
        change: JSON.stringify(change),
        can: JSON.stringify([...ctx.actor.can]),
        total,
        done: 0,
        last_id: null,
        state: 'running',
        error: null,
        started_by: ctx.actor.userId,
        started_at: ctx.now,
        heartbeat_at: null,
        finished_at: null,
      })
      .execute()
    await audit(ctx, 'customers.changed', { kind: 'customers', id: null, details: { customers: total } })
    if (total > STEP) await ctx.jobs.nudge(ctx, 'customers.run_bulk', { workspaceId: ctx.workspace.id, bulkId: id })
    else await takeStep(ctx, id)
    return showBulk(ctx, id)
  })
}

/** How far it has come. */
export async function showBulk(ctx: Ctx, id: string): Promise<BulkResponse> {
  const row = await ctx.db
    .selectFrom('customers_bulks')
    .select(['id', 'state', 'total', 'done'])
    .where('workspace_id', '=', ctx.workspace.id)
    .where('id', '=', id)
    .executeTakeFirst()
  if (!row) throw notFound('customers.bulk_not_found')
  return row
}

/** Ends it after the step that is being taken; what was changed stays changed. */
export async function cancelBulk(ctx: Ctx, id: string): Promise<void> {
  await inTransaction(ctx, async (ctx) => {
    await showBulk(ctx, id)
    await ctx.db
      .updateTable('customers_bulks')
      .set({ state: 'cancelled', finished_at: ctx.now })
      .where('workspace_id', '=', ctx.workspace.id)
      .where('id', '=', id)
      .where('state', '=', 'running')
      .execute()
  })
}

/** Works on it to its end. Every step is a transaction that moves the place reached, so that a crash repeats nothing. */
export async function runBulk(ctx: Ctx, id: string): Promise<void> {
  for (let more = true; more;) more = await inTransaction({ ...ctx, now: new Date() }, (ctx) => takeStep(ctx, id))
}

/** Ends it with the reason why it cannot go on. */
export async function failBulk(ctx: Ctx, id: string, error: string): Promise<void> {
  await inTransaction(ctx, async (ctx) => {
    await ctx.db
      .updateTable('customers_bulks')
      .set({ state: 'failed', error, finished_at: ctx.now })
      .where('workspace_id', '=', ctx.workspace.id)
      .where('id', '=', id)
      .where('state', '=', 'running')
      .execute()
  })
}

/** Changes that nobody is working on: their nudge was lost, or their process died. */
export async function bulksToResume(ctx: Ctx): Promise<string[]> {
  const rows = await ctx.db
    .selectFrom('customers_bulks')
    .select('id')
    .where('workspace_id', '=', ctx.workspace.id)
    .where('state', '=', 'running')
    .where((each) => each.or([each('heartbeat_at', 'is', null), each('heartbeat_at', '<', new Date(ctx.now.getTime() - DEAD_AFTER_MS))]))
    .execute()
  return rows.map(({ id }) => id)
}

/** Changes the next ones; false when that was the end. Whoever works on the same row waits, and goes on from where it then stands. */
async function takeStep(ctx: Ctx, id: string): Promise<boolean> {
  const bulk = await ctx.db
    .selectFrom('customers_bulks')
    .selectAll()
    .where('workspace_id', '=', ctx.workspace.id)
    .where('id', '=', id)
    .where('state', '=', 'running')
    .forUpdate()
    .executeTakeFirst()
  if (!bulk) return false
  const asked = { ...ctx, actor: { ...ctx.actor, kind: 'member', userId: bulk.started_by, can: new Set(namesOf(bulk.can)) } } satisfies Ctx
  const ids = await nextOf(asked, BulkCustomers.parse(bulk.customers), bulk.last_id)
  await say(asked, ids, BulkChange.parse(bulk.change))
  const done = bulk.done + ids.length
  const isEnd = ids.length < STEP
  await ctx.db
    .updateTable('customers_bulks')
    .set({ done, last_id: ids.at(-1) ?? bulk.last_id, heartbeat_at: ctx.now, ...(isEnd && { state: 'done', finished_at: ctx.now }) })
    .where('workspace_id', '=', ctx.workspace.id)
    .where('id', '=', id)
    .execute()
  await tell(ctx, 'customers.bulk', { id, state: isEnd ? 'done' : 'running', total: bulk.total, done })
  return !isEnd
}

function namesOf(can: unknown): string[] {
  return Array.isArray(can) ? can.filter((each) => typeof each === 'string') : []
}

async function say(ctx: Ctx, ids: readonly string[], { addTags, removeTags, fields = {}, attributes }: BulkChange): Promise<void> {
  const by = ctx.actor.userId ?? ctx.actor.kind
  const tags = { ...(addTags && { add: addTags }), ...(removeTags && { remove: removeTags }) }
  await sayAbout(
    ctx,
    ids.map((profileId) => ({ profileId, at: ctx.now, by, fields, attributes, tags })),
  )
}

async function nextOf(ctx: Ctx, customers: BulkCustomers, after: string | null): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select c.id
    from customers c
    left join customers_summaries s on s.workspace_id = c.workspace_id and s.customer_id = c.id
    where c.workspace_id = ${ctx.workspace.id} and ${await isChosen(ctx, customers)}
      and ${after === null ? sql`true` : sql`c.id > ${after}::uuid`}
    order by c.id
    limit ${STEP}`.execute(ctx.db)
  return rows.map(({ id }) => id)
}

/** SQL: whether the customer `c` is one of those chosen. */
async function isChosen(ctx: Ctx, customers: BulkCustomers): Promise<RawBuilder<boolean>> {
  if ('ids' in customers) return sql`c.merged_into is null and c.id = any(${customers.ids}::uuid[])`
  const { where, listed } = await choiceOf(ctx, customers.wanted)
  return sql`${listed} and ${where} and c.id <> all(${customers.except}::uuid[])`
}
