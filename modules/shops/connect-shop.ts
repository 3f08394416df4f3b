import { randomBytes, randomUUIDv7 } from 'node:crypto'
import { audit } from '#core/audit'
import type { Config } from '#core/config'
import { inTransaction, type Ctx } from '#core/context'
import { invalid } from '#core/errors'
import { makeSecretKey } from '#core/secret-keys'
import type { NewShop, Platform, ShopChange, ShopDoor, ShopResponse } from './api.ts'
import { readShopAddress } from './domain-address.ts'
import { shopFor, showShop } from './queries.ts'
import { sealFor, unsealed } from './secrets.ts'

/** Makes a connection that waits for its first message. */
export async function connectShop(ctx: Ctx, { secret: own }: Config, wanted: NewShop): Promise<ShopResponse> {
  return inTransaction(ctx, async (ctx) => {
    const place = { workspace_id: ctx.workspace.id, id: randomUUIDv7() }
    const key = makeSecretKey('h', ctx.workspace.id)
    const secret = newSecret(wanted.platform)
    await ctx.db
      .insertInto('shops_connections')
      .values({
        ...place,
        platform: wanted.platform,
        name: wanted.name,
        base_url: addressOf(wanted.platform, wanted.baseUrl),
        source: wanted.source ?? (await freeSource(ctx, wanted.platform)),
        state: 'connecting',
        key_hash: key.hash,
        key_sealed: sealFor(own, place, 'key', key.text),
        secret_sealed: secret === null ? null : sealFor(own, place, 'secret', secret),
        created_by: ctx.actor.userId,
        created_at: ctx.now,
      })
      .execute()
    await audit(ctx, 'shop.connected', { kind: 'shop', id: place.id, details: { platform: wanted.platform } })
    return showShop(ctx, place.id)
  })
}

/** Renames a connection, or puts its order numbers into another space. Orders that came before stay where they are. */
export async function changeShop(ctx: Ctx, id: string, { name, source }: ShopChange): Promise<ShopResponse> {
  return inTransaction(ctx, async (ctx) => {
    await shopFor(ctx, id)
    await audit(ctx, 'shop.changed', { kind: 'shop', id, details: { what: 'changed' } })
    const set = { ...(name === undefined ? {} : { name }), ...(source === undefined ? {} : { source }) }
    if (Object.keys(set).length > 0)
      await ctx.db.updateTable('shops_connections').set(set).where('workspace_id', '=', ctx.workspace.id).where('id', '=', id).execute()
    return showShop(ctx, id)
  })
}

/** Where the shop sends its messages, and what signs them. */
export async function showDoor(ctx: Ctx, config: Config, id: string): Promise<ShopDoor> {
  const shop = await shopFor(ctx, id)
  return {
    url: hookUrl(config, unsealed(config.secret, shop, 'key', shop.key_sealed)),
    secret: shop.secret_sealed === null ? null : unsealed(config.secret, shop, 'secret', shop.secret_sealed),
    isReachable: isReachable(config),
  }
}

/** The address that a shop sends its messages to. */
export function hookUrl({ publicUrl, port }: Config, key: string): string {
  return `${publicUrl ?? `http://localhost:${port}`}/hooks/${key}`
}

/** A new secret, where it is ours to make; null for Shopify, which signs with its own. */
export function newSecret(platform: Platform): string | null {
  if (platform === 'shopify') return null
  return platform === 'plain' ? `whsec_${randomBytes(32).toString('base64')}` : randomBytes(24).toString('hex')
}

/** The address as it is kept; refused when it is none. */
export function addressOf(platform: Platform, text: string | undefined): string | null {
  if (!text) return null
  const address = readShopAddress(platform, text)
  if (address === null) throw invalid('shops.bad_address', { address: text })
  return address
}

/** Shops on the internet cannot call a computer that only knows itself. */
function isReachable({ publicUrl }: Config): boolean {
  if (publicUrl === null) return false
  return !/^(?:localhost|.*\.local|127\..*|10\..*|192\.168\..*|\[::1\])$/.test(new URL(publicUrl).hostname)
}

/** The platform's name, with a number when another connection has it. */
async function freeSource(ctx: Ctx, platform: Platform): Promise<string> {
  const rows = await ctx.db.selectFrom('shops_connections').select('source').where('workspace_id', '=', ctx.workspace.id).execute()
  const taken = new Set(rows.map(({ source }) => source))
  const name = platform === 'plain' ? 'shop' : platform
  for (let number = 1; ; number++) {
    const source = number === 1 ? name : `${name}-${number}`
    if (!taken.has(source)) return source
  }
}
