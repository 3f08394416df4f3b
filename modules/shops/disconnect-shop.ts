import { audit } from '#core/audit'
import type { Config } from '#core/config'
import { inTransaction, type Ctx } from '#core/context'
import { AppError } from '#core/errors'
import { clientOf } from './pull/shop-client.ts'
import { lockShopToEnd, MadeHooks, shopFor, type Shop } from './queries.ts'

/**
 * Forgets a connection with its keys and its messages; orders and customers stay. Webhooks that were made by us are removed from the shop as far as it
 * can be reached: those left over are refused from now on.
 */
export async function disconnectShop(ctx: Ctx, config: Config, id: string): Promise<void> {
  const shop = await inTransaction(ctx, (ctx) => shopFor(ctx, id))
  await dropHooks(config, shop)
  await inTransaction(ctx, async (ctx) => {
    await lockShopToEnd(ctx, id)
    await ctx.db.deleteFrom('shops_connections').where('workspace_id', '=', ctx.workspace.id).where('id', '=', id).execute()
    await audit(ctx, 'shop.disconnected', { kind: 'shop', id, details: { platform: shop.platform } })
  })
}

async function dropHooks(config: Config, shop: Shop): Promise<void> {
  const hooks = MadeHooks.parse(shop.hooks)
  if (hooks.length === 0) return
  try {
    await clientOf(config, shop).dropHooks(hooks)
  } catch (error) {
    if (!(error instanceof AppError)) throw error
  }
}
