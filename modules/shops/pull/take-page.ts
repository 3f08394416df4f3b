import * as z from 'zod'
import { inTransaction, type Ctx } from '#core/context'
import { AppError } from '#core/errors'
import { emit } from '#core/events'
import type { Server } from '#core/server'
import { PULL_STAGES, SkippedOne, StageCounts, type PullStage } from '../api.ts'
import { applyHeard, type Applied } from '../apply-heard.ts'
import { HEARING } from '../domain-hear.ts'
import type { Heard, Refusal } from '../domain-heard.ts'
import { keepShop, lockShop, type Shop } from '../queries.ts'
import { refusalOf } from '../work-deliveries.ts'
import { changePull, holdPull, wishOf } from './claim-pull.ts'
import type { Pull } from './queries.ts'
import type { ShopPage } from './shop-client.ts'

interface Arrived {
  readonly pull: Pull
  readonly page: ShopPage
  /** The stage that the next page is of; null when all is done. */
  readonly next: PullStage | null
}

/** One thing of a page as it was read. */
interface Item {
  readonly id: string
  readonly heard: Heard | null
  readonly refusal: Refusal | null
}

/**
 * Brings in what a page holds and moves the pull's place in the same transaction, so that a crash loses nothing and doubles nothing. A page of which
 * something fails in the database is brought in one by one.
 */
export async function takePage(server: Pick<Server, 'log'>, ctx: Ctx, shop: Shop, arrived: Arrived): Promise<Pull | null> {
  const { topic, items } = arrived.page
  const read = items.map((payload): Item => {
    const reading = HEARING[shop.platform](payload, { topic, receivedAt: ctx.now, unit: shop.money_unit })
    const id = String(z.object({ id: z.union([z.string(), z.number()]) }).safeParse(payload).data?.id ?? '?').slice(0, 60)
    return 'heard' in reading ? { id, heard: reading.heard, refusal: null } : { id, heard: null, refusal: reading.refusal }
  })
  const isHistory = arrived.pull.kind === 'history'
  const together = await inTransaction(ctx, async (ctx) => {
    await holdShop(ctx, arrived)
    const held = await holdPull(ctx, arrived.pull)
    if (!held) return { pull: null }
    return { pull: await move(ctx, held, arrived, skippedOf(read, await apply(ctx, shop, read, isHistory))) }
  }).catch((error: unknown) => {
    if (!(error instanceof AppError)) server.log.warn({ err: error, shop: shop.id }, 'a page is brought in one by one')
    return null
  })
  if (together) return together.pull
  const outcomes: Applied[] = []
  for (const item of read) {
    const alone = await inTransaction(ctx, (ctx) => apply(ctx, shop, [item], isHistory)).catch((error: unknown) => [
      { profileIds: [], ignored: null, refusal: refusalOf(error) },
    ])
    outcomes.push(...alone)
  }
  return inTransaction(ctx, async (ctx) => {
    await holdShop(ctx, arrived)
    const held = await holdPull(ctx, arrived.pull)
    return held && move(ctx, held, arrived, skippedOf(read, outcomes))
  })
}

/** The last page also writes on the connection. A first message holds the connection while it waits for the counter of events, so it comes first here. */
async function holdShop(ctx: Ctx, { pull, next }: Arrived): Promise<void> {
  if (next === null) await lockShop(ctx, pull.connection_id)
  else await keepShop(ctx, pull.connection_id)
}

async function apply(ctx: Ctx, shop: Shop, items: readonly Item[], history: boolean): Promise<Applied[]> {
  const heard = items.map(({ heard }) => heard ?? ({ what: 'nothing', code: '' } as const))
  const outcomes = await applyHeard(ctx, shop, heard, { history })
  return outcomes.map((outcome, place) => ({ ...outcome, refusal: items[place]?.refusal ?? outcome.refusal }))
}

interface Skipped {
  readonly id: string
  readonly code: string
  readonly details: Refusal['details']
}

function skippedOf(items: readonly Item[], outcomes: readonly Applied[]): Skipped[] {
  return items.flatMap(({ id }, place) => {
    const outcome = outcomes[place]
    if (outcome?.refusal) return { id, ...outcome.refusal }
    return outcome?.ignored ? { id, code: outcome.ignored, details: {} } : []
  })
}

const MOST_LISTED = 100

/** Moves the pull to its next page, its next stage or its end. What somebody wished meanwhile comes true now. */
async function move(ctx: Ctx, held: Pull, { page, next }: Arrived, skipped: readonly Skipped[]): Promise<Pull | null> {
  const stage = held.stage
  const counts = StageCounts.parse(held.counts)
  const before = Object.entries(counts).find(([name]) => name === stage)?.[1] ?? { done: 0, total: null, skipped: 0 }
  const listed = z.array(SkippedOne).parse(held.skipped)
  const done = before.done + page.items.length
  const total = page.total ?? before.total
  const isOver = next === null
  const count = { done, total: next === stage ? total : done, skipped: before.skipped + skipped.length }
  const after = { ...counts, [stage]: count }
  if (isOver) await noteCaughtUp(ctx, held, after)
  return changePull(ctx, held, {
    stage: next ?? stage,
    cursor: next === stage ? page.next : null,
    counts: JSON.stringify(after),
    skipped: JSON.stringify([...listed, ...skipped.map((each) => ({ stage, ...each }))].slice(0, MOST_LISTED)),
    attempts: 0,
    error: null,
    error_details: null,
    heartbeat_at: ctx.now,
    ...(isOver ? { state: 'done', finished_at: ctx.now, worker: null, wish: null } : wishOf(held, ctx.now)),
  })
}

/** Everything that the shop knew when the pull began is here. */
async function noteCaughtUp(ctx: Ctx, { connection_id, started_at, kind }: Pull, counts: StageCounts): Promise<void> {
  await ctx.db
    .updateTable('shops_connections')
    .set({ caught_up_at: started_at ?? ctx.now })
    .where('workspace_id', '=', ctx.workspace.id)
    .where('id', '=', connection_id)
    .execute()
  if (kind !== 'history') return
  const skipped = PULL_STAGES.reduce((sum, stage) => sum + (counts[stage]?.skipped ?? 0), 0)
  await emit(ctx, 'shop.pulled', {
    shopId: connection_id,
    customers: counts.customers?.done ?? 0,
    orders: counts.orders?.done ?? 0,
    skipped,
  })
}
