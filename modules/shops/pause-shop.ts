import { audit } from '#core/audit'
import { inTransaction, type Ctx } from '#core/context'
import { nudgeDeliveries } from './deliveries.ts'
import { lockShop } from './queries.ts'

/** Keeps a shop's messages and works on none until it goes on. */
export async function pauseShop(ctx: Ctx, id: string): Promise<void> {
  await inTransaction(ctx, async (ctx) => {
    await lockShop(ctx, id)
    await setState(ctx, id, 'paused')
  })
}

/** Goes on, beginning with what came meanwhile. */
export async function resumeShop(ctx: Ctx, id: string): Promise<void> {
  await inTransaction(ctx, async (ctx) => {
    const shop = await lockShop(ctx, id)
    if (shop.state !== 'paused') return
    await setState(ctx, id, shop.last_event_at === null ? 'connecting' : 'live')
    await nudgeDeliveries(ctx)
  })
}

async function setState(ctx: Ctx, id: string, state: 'paused' | 'connecting' | 'live'): Promise<void> {
  await audit(ctx, 'shop.changed', { kind: 'shop', id, details: { what: state === 'paused' ? 'paused' : 'resumed' } })
  await ctx.db.updateTable('shops_connections').set({ state }).where('workspace_id', '=', ctx.workspace.id).where('id', '=', id).execute()
}
