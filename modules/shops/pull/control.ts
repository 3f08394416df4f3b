import { randomUUIDv7 } from 'node:crypto'
import { inTransaction, type Ctx } from '#core/context'
import { refused } from '#core/errors'
import { tell } from '#core/live'
import { PULL_STAGES, type PullKind, type ShopResponse } from '../api.ts'
import { lockShop, shopFor, showShop } from '../queries.ts'
import { lockOpenPull, type Pull } from './queries.ts'

/** Begins to ask a shop for what it has; refused while it is being asked. */
export async function startPull(ctx: Ctx, shopId: string, kind: PullKind = 'history', since: Date | null = null): Promise<ShopResponse> {
  return inTransaction(ctx, async (ctx) => {
    const shop = await lockShop(ctx, shopId)
    if (shop.credentials_sealed === null) throw refused('shops.no_credentials')
    const open = await openPull(ctx, shopId)
    if (open) throw refused('shops.already_pulling')
    await ctx.db
      .insertInto('shops_pulls')
      .values({
        workspace_id: ctx.workspace.id,
        id: randomUUIDv7(),
        connection_id: shopId,
        kind,
        state: 'queued',
        since,
        stage: kind === 'history' ? PULL_STAGES[0] : 'orders',
        counts: '{}',
        created_by: ctx.actor.userId,
        created_at: ctx.now,
      })
      .execute()
    await nudgePull(ctx, shopId)
    return showShop(ctx, shopId)
  })
}

/** Stops after the page that is being read, to go on from there. */
export async function pausePull(ctx: Ctx, shopId: string): Promise<void> {
  await change(ctx, shopId, ({ state }) => {
    if (state === 'paused') return null
    return state === 'running' ? { wish: 'pause' } : { state: 'paused', wish: null, try_at: null }
  })
}

/** Goes on where it was. */
export async function resumePull(ctx: Ctx, shopId: string): Promise<void> {
  await change(ctx, shopId, ({ state }) =>
    state === 'paused' ? { state: 'queued', wish: null, attempts: 0, error: null } : { wish: null },
  )
}

/** Gives up; what came stays. */
export async function cancelPull(ctx: Ctx, shopId: string): Promise<void> {
  await change(ctx, shopId, ({ state }) =>
    state === 'running' ? { wish: 'cancel' } : { state: 'cancelled', wish: null, try_at: null, finished_at: ctx.now },
  )
}

/** Asks for the work on a shop's pull. */
export async function nudgePull(ctx: Ctx, shopId: string, afterSeconds?: number): Promise<void> {
  const data = { workspaceId: ctx.workspace.id, shopId }
  const again = afterSeconds === undefined ? {} : { afterSeconds, singletonKey: `again ${shopId}` }
  await ctx.jobs.nudge(ctx, 'shops.pull', data, again)
}

type Change = Partial<Pick<Pull, 'state' | 'wish' | 'attempts' | 'error' | 'try_at' | 'finished_at'>>

async function change(ctx: Ctx, shopId: string, decide: (pull: Pull) => Change | null): Promise<void> {
  await inTransaction(ctx, async (ctx) => {
    await shopFor(ctx, shopId)
    const pull = await lockOpenPull(ctx, shopId)
    const set = decide(pull)
    if (!set) return
    await ctx.db.updateTable('shops_pulls').set(set).where('workspace_id', '=', ctx.workspace.id).where('id', '=', pull.id).execute()
    if (set.state === 'queued') await nudgePull(ctx, shopId)
    await tell(ctx, 'shop.heard', { shopId })
  })
}

function openPull(ctx: Ctx, shopId: string) {
  return ctx.db
    .selectFrom('shops_pulls')
    .select('id')
    .where('workspace_id', '=', ctx.workspace.id)
    .where('connection_id', '=', shopId)
    .where('state', 'in', ['queued', 'running', 'paused'])
    .executeTakeFirst()
}
