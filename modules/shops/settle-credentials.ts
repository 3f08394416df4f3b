import { audit } from '#core/audit'
import type { Config } from '#core/config'
import { inTransaction, type Ctx } from '#core/context'
import { AppError, refused } from '#core/errors'
import type { CredentialsRequest, ShopResponse } from './api.ts'
import { addressOf, hookUrl, newSecret } from './connect-shop.ts'
import { clientOf } from './pull/shop-client.ts'
import { lockShop, shopFor, showShop, type MadeHooks, type Shop } from './queries.ts'
import { sealFor, unsealed } from './secrets.ts'

/**
 * Takes the keys to a shop's interface: tries them, keeps them sealed, and has the shop send its messages here. Keys that may only read are kept too;
 * webhooks are then made by hand. The shop is called outside of a transaction.
 */
export async function settleCredentials(ctx: Ctx, config: Config, id: string, request: CredentialsRequest): Promise<ShopResponse> {
  const { credentials, baseUrl } = request
  const shop = await inTransaction(ctx, (ctx) => shopFor(ctx, id))
  if (shop.platform !== credentials.platform) throw refused('shops.keys_of_another_platform')
  const settled: Shop = {
    ...shop,
    base_url: addressOf(shop.platform, baseUrl) ?? shop.base_url,
    credentials_sealed: sealFor(config.secret, shop, 'credentials', JSON.stringify(credentials)),
  }
  const { unit } = await clientOf(config, settled).test()
  const secret = secretOf(config, shop, request)
  const hooks = await makeHooks(config, settled, secret)
  return inTransaction(ctx, async (ctx) => {
    await lockShop(ctx, id)
    await audit(ctx, 'shop.changed', { kind: 'shop', id, details: { what: 'credentials given' } })
    await ctx.db
      .updateTable('shops_connections')
      .set({
        base_url: settled.base_url,
        credentials_sealed: settled.credentials_sealed,
        secret_sealed: sealFor(config.secret, shop, 'secret', secret),
        money_unit: unit ?? shop.money_unit,
        hooks: JSON.stringify(hooks),
        last_error: null,
        last_error_at: null,
        last_error_details: null,
        secret_untold: false,
      })
      .where('workspace_id', '=', ctx.workspace.id)
      .where('id', '=', id)
      .execute()
    return showShop(ctx, id)
  })
}

/** Shopify signs with the app's secret, which has just been told; the others sign with the one they were given. */
function secretOf(config: Config, shop: Shop, { credentials }: CredentialsRequest): string {
  if (credentials.platform === 'shopify') return credentials.clientSecret
  if (shop.secret_sealed !== null) return unsealed(config.secret, shop, 'secret', shop.secret_sealed)
  return newSecret(shop.platform) ?? ''
}

/** The webhooks that were made; none when the keys may only read. */
async function makeHooks(config: Config, shop: Shop, secret: string): Promise<MadeHooks> {
  const url = hookUrl(config, unsealed(config.secret, shop, 'key', shop.key_sealed))
  try {
    return await clientOf(config, shop).makeHooks(url, secret)
  } catch (error) {
    if (error instanceof AppError && HAS_TO_BE_DONE_BY_HAND.has(error.code)) return []
    throw error
  }
}

const HAS_TO_BE_DONE_BY_HAND: ReadonlySet<string> = new Set([
  'shops.bad_keys',
  'shops.hooks_refused',
  'shops.missing_scope',
  'shops.answered',
])
