import { sql } from 'kysely'
import { inTransaction, type Ctx } from '#core/context'
import { AppError } from '#core/errors'
import type { Server } from '#core/server'
import { lockIdentities } from '#modules/customers'
import { systemCtx, workspaceById } from '#modules/workspaces'
import { applyHeard, type Applied } from './apply-heard.ts'
import { nudgeDeliveries } from './deliveries.ts'
import { hear } from './domain-hear.ts'
import type { Refusal } from './domain-heard.ts'
import { messageWait } from './domain-retry.ts'
import { keepShop, type Shop } from './queries.ts'
import { showHealth } from './show-health.ts'

const BATCH = 100

type Runner = Pick<Server, 'db' | 'jobs' | 'files' | 'holdings' | 'log'>

/** Works on the messages that wait in a workspace, in the order in which they came, until none is left. */
export async function workDeliveries(server: Runner, workspaceId: string): Promise<void> {
  const workspace = await workspaceById(server.db, workspaceId)
  if (!workspace) return
  const ctx = systemCtx(server, workspace)
  for (const shop of await waitingShops(ctx)) {
    for (let full = true; full;) full = await workBatch(server, { ...ctx, now: new Date() }, shop)
  }
}

/** Shops that are not paused and have messages that wait. */
function waitingShops(ctx: Ctx): Promise<Shop[]> {
  return inTransaction(ctx, async (ctx) => {
    const { rows } = await sql<Shop>`
      select s.* from shops_connections s
      where s.workspace_id = ${ctx.workspace.id} and s.state <> 'paused' and exists (
        select from shops_deliveries d
        where d.workspace_id = ${ctx.workspace.id} and d.connection_id = s.id and (d.state = 'received' or d.try_at <= ${ctx.now}))`.execute(
      ctx.db,
    )
    return rows
  })
}

interface Waiting {
  readonly id: string
  readonly topic: string
  readonly body: string
  readonly received_at: Date
  readonly attempts: number
}

interface Settled {
  readonly message: Waiting
  readonly outcome: Applied
}

/** True when there may be more. What fails as a whole is worked on one by one, so that one message does not hold up the others. */
async function workBatch(server: Runner, ctx: Ctx, shop: Shop): Promise<boolean> {
  const settled = await inTransaction(ctx, (ctx) => workOn(ctx, shop, null)).catch((err: unknown) => {
    server.log.warn({ err, shop: shop.id }, 'messages are worked on one by one')
    return null
  })
  const all = settled ?? (await workSingly(server, ctx, shop))
  if (all.length > 0)
    await showHealth(
      ctx,
      shop,
      all.map(({ outcome }) => outcome),
    )
  const waits = all.flatMap(({ outcome, message }) =>
    outcome.refusal ? (messageWait(outcome.refusal.code, message.attempts + 1) ?? []) : [],
  )
  if (waits.length > 0) await inTransaction(ctx, (ctx) => nudgeDeliveries(ctx, Math.min(...waits)))
  return all.length === BATCH
}

async function workSingly(server: Runner, ctx: Ctx, shop: Shop): Promise<Settled[]> {
  const waiting = await inTransaction(ctx, (ctx) => waitingMessages(ctx, shop, null))
  const all: Settled[] = []
  for (const message of waiting) {
    const settled = await inTransaction(ctx, (ctx) => workOn(ctx, shop, message.id)).catch(async (error: unknown) => {
      if (!(error instanceof AppError)) server.log.error({ err: error, shop: shop.id, delivery: message.id }, 'message failed')
      const failed = { message, outcome: { profileIds: [], ignored: null, refusal: refusalOf(error) } }
      await inTransaction(ctx, (ctx) => settle(ctx, [failed]))
      return [failed]
    })
    all.push(...settled)
  }
  return all
}

/** Works on one message, or on as many as are taken at once, and writes down what became of each. */
async function workOn(ctx: Ctx, shop: Shop, id: string | null): Promise<Settled[]> {
  if (!(await keepShop(ctx, shop.id))) return []
  // Before the messages are held: who erases somebody holds the identities and then deletes what is said of them.
  await lockIdentities(ctx)
  const messages = await waitingMessages(ctx, shop, id)
  const readings = messages.map(({ body, topic, received_at }) =>
    hear(shop.platform, body, { topic, receivedAt: received_at, unit: shop.money_unit }),
  )
  const heard = readings.map((reading) => ('heard' in reading ? reading.heard : ({ what: 'nothing', code: '' } as const)))
  const applied = await applyHeard(ctx, shop, heard)
  const settled = messages.flatMap((message, place) => {
    const reading = readings[place]
    const outcome = reading && 'refusal' in reading ? { profileIds: [], ignored: null, refusal: reading.refusal } : applied[place]
    return outcome ? [{ message, outcome }] : []
  })
  await settle(ctx, settled)
  return settled
}

async function waitingMessages(ctx: Ctx, shop: Shop, id: string | null): Promise<Waiting[]> {
  const { rows } = await sql<Waiting>`
    select id, topic, body, received_at, attempts from shops_deliveries
    where workspace_id = ${ctx.workspace.id} and connection_id = ${shop.id} and (state = 'received' or try_at <= ${ctx.now})
      ${id === null ? sql`` : sql`and id = ${id}`}
    order by id limit ${BATCH} for update skip locked`.execute(ctx.db)
  return rows
}

async function settle(ctx: Ctx, settled: readonly Settled[]): Promise<void> {
  if (settled.length === 0) return
  const rows = settled.map(({ message, outcome }) => ({
    id: message.id,
    ...endOf(ctx, message, outcome),
    profiles: `{${outcome.profileIds.join(',')}}`,
  }))
  await sql`
    update shops_deliveries d
    set state = s.state, error = s.error, error_details = s.details, try_at = s.try_at, profile_ids = s.profiles::uuid[],
        attempts = d.attempts + 1, worked_at = ${ctx.now}
    from unnest(
      ${rows.map(({ id }) => id)}::uuid[], ${rows.map(({ state }) => state)}::text[], ${rows.map(({ error }) => error)}::text[],
      ${rows.map(({ details }) => details && JSON.stringify(details))}::jsonb[], ${rows.map(({ tryAt }) => tryAt)}::timestamptz[],
      ${rows.map(({ profiles }) => profiles)}::text[]
    ) as s (id, state, error, details, try_at, profiles)
    where d.workspace_id = ${ctx.workspace.id} and d.id = s.id`.execute(ctx.db)
}

function endOf({ now }: Ctx, { attempts }: Waiting, { refusal, ignored }: Applied) {
  if (!refusal) return { state: ignored === null ? 'done' : 'ignored', error: ignored, details: null, tryAt: null }
  const wait = messageWait(refusal.code, attempts + 1)
  // What was deleted before we ever heard of it is nothing to mend.
  const isOver = wait === null && refusal.code === 'shops.unknown_order_gone'
  const tryAt = wait === null ? null : new Date(now.getTime() + wait * 1000).toISOString()
  return { state: isOver ? 'ignored' : 'failed', error: refusal.code, details: refusal.details, tryAt }
}

/** Only codes of our own are shown to people; the rest goes to the log. */
export function refusalOf(error: unknown): Refusal {
  if (!(error instanceof AppError)) return { code: 'shops.unexpected', details: {} }
  const details = Object.entries(error.details).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : value] as const)
  return {
    code: error.code,
    details: Object.fromEntries(details.flatMap(([name, value]) => (typeof value === 'object' && value !== null ? [] : [[name, value]]))),
  }
}
