import { audit } from '#core/audit'
import type { Config } from '#core/config'
import { inTransaction, type Ctx } from '#core/context'
import { AppError, refused } from '#core/errors'
import type { ShopDoor } from './api.ts'
import { newSecret, showDoor } from './connect-shop.ts'
import { clientOf } from './pull/shop-client.ts'
import { lockShop, MadeHooks, type Shop } from './queries.ts'
import { sealFor, unsealed } from './secrets.ts'

/** How long the secret before is still good: messages may be on their way. */
const GRACE_MS = 24 * 3_600_000

/**
 * Puts another secret in the place of the one that signs messages: the one given, or a new one where it is ours to make. Webhooks that were made by us
 * are told; the one before stays good for a day. A shop that cannot be told goes on with the one before: asked again, it is told the same new secret, so
 * that whichever of its webhooks heard of it stays right.
 */
export async function rotateSecret(ctx: Ctx, config: Config, id: string, given: string | undefined): Promise<ShopDoor> {
  const { shop, secret } = await inTransaction(ctx, async (ctx) => {
    await audit(ctx, 'shop.changed', { kind: 'shop', id, details: { what: 'secret rotated' } })
    return renewSecret(ctx, config, id, given)
  })
  const hooks = MadeHooks.parse(shop.hooks)
  // The new one is good before the shop uses it, and the shop is told outside of a transaction.
  if (hooks.length > 0) {
    try {
      await clientOf(config, shop).changeSecret(hooks, secret)
    } catch (error) {
      if (error instanceof AppError) throw refused('shops.secret_untold')
      throw error
    }
    await inTransaction(ctx, (ctx) => setShop(ctx, id, { secret_untold: false }))
  }
  return inTransaction(ctx, (ctx) => showDoor(ctx, config, id))
}

/** The secret that is good from now on, with the one before, if there is one, good for another day. */
async function renewSecret(ctx: Ctx, config: Config, id: string, given: string | undefined): Promise<{ shop: Shop; secret: string }> {
  const shop = await lockShop(ctx, id)
  const isTold = MadeHooks.parse(shop.hooks).length === 0
  const former_until = new Date(ctx.now.getTime() + GRACE_MS)
  if (shop.secret_untold && shop.secret_sealed !== null && given === undefined) {
    await setShop(ctx, id, { former_until })
    return { shop, secret: unsealed(config.secret, shop, 'secret', shop.secret_sealed) }
  }
  const secret = given ?? newSecret(shop.platform)
  if (secret === null) throw refused('shops.secret_is_theirs')
  // What the shop signs with while it has not been told is not the one that it was to be told.
  const used = shop.secret_untold ? shop.former_sealed : shop.secret_sealed
  const former = { former_sealed: used, former_until: used === null ? null : former_until }
  await setShop(ctx, id, { secret_sealed: sealFor(config.secret, shop, 'secret', secret), secret_untold: !isTold, ...former })
  return { shop, secret }
}

type Change = Partial<Pick<Shop, 'secret_sealed' | 'former_sealed' | 'former_until' | 'secret_untold'>>

async function setShop(ctx: Ctx, id: string, change: Change): Promise<void> {
  await ctx.db.updateTable('shops_connections').set(change).where('workspace_id', '=', ctx.workspace.id).where('id', '=', id).execute()
}
