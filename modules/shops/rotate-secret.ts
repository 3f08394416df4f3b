import type { Config } from '#core/config'
import { inTransaction, type Ctx } from '#core/context'
import { refused } from '#core/errors'
import type { ShopDoor } from './api.ts'
import { newSecret, showDoor } from './connect-shop.ts'
import { clientOf } from './pull/shop-client.ts'
import { lockShop, MadeHooks, shopFor } from './queries.ts'
import { sealFor } from './secrets.ts'

/** How long the secret before is still good: messages may be on their way. */
const GRACE_MS = 24 * 3_600_000

/**
 * Puts another secret in the place of the one that signs messages: the one given, or a new one where it is ours to make. Webhooks that were made by us
 * are told; the one before stays good for a day.
 */
export async function rotateSecret(ctx: Ctx, config: Config, id: string, given: string | undefined): Promise<ShopDoor> {
  const shop = await inTransaction(ctx, (ctx) => shopFor(ctx, id))
  const secret = given ?? newSecret(shop.platform)
  if (secret === null) throw refused('shops.secret_is_theirs')
  const hooks = MadeHooks.parse(shop.hooks)
  // The new one is good before the shop uses it, and the shop is told outside of a transaction.
  await inTransaction(ctx, async (ctx) => {
    const held = await lockShop(ctx, id)
    const former = {
      former_sealed: held.secret_sealed,
      former_until: held.secret_sealed === null ? null : new Date(ctx.now.getTime() + GRACE_MS),
    }
    await ctx.db
      .updateTable('shops_connections')
      .set({ secret_sealed: sealFor(config.secret, shop, 'secret', secret), ...former })
      .where('workspace_id', '=', ctx.workspace.id)
      .where('id', '=', id)
      .execute()
  })
  if (hooks.length > 0) await clientOf(config, shop).changeSecret(hooks, secret)
  return inTransaction(ctx, (ctx) => showDoor(ctx, config, id))
}
