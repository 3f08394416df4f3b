import { randomUUIDv7 } from 'node:crypto'
import { sql } from 'kysely'
import { inTransaction, type Ctx } from '#core/context'
import { AppError, notFound } from '#core/errors'
import { emit } from '#core/events'
import { tell } from '#core/live'
import { readSecretKey } from '#core/secret-keys'
import type { Server } from '#core/server'
import { openWorkspace, systemCtx } from '#modules/workspaces'
import type { Shop } from './queries.ts'
import { unsealed } from './secrets.ts'
import { deliveryKeyOf, isSigned, isWooPing, topicOf, type Arrived } from './signature.ts'

/** Takes in a shop's message: verifies who sent it, keeps it, and answers. What it says is worked on afterwards. */
export async function receiveMessage(server: Server, key: string, arrived: Arrived): Promise<{ readonly received: boolean }> {
  const ctx = await contextOfKey(server, key)
  const shop = await inTransaction(ctx, (ctx) => shopOfKey(ctx, key))
  if (shop.platform === 'woocommerce' && isWooPing(arrived)) return { received: true }
  if (!isSigned(shop.platform, arrived, secretsOf(server, shop, ctx.now), ctx.now)) {
    await inTransaction(ctx, (ctx) => countRefusal(ctx, shop))
    throw new AppError('unauthenticated', 'shops.bad_signature')
  }
  await inTransaction(ctx, async (ctx) => {
    if (!(await keepMessage(ctx, shop, arrived))) return
    await showLife(ctx, shop)
    await ctx.jobs.nudge(ctx, 'shops.work_deliveries', { workspaceId: ctx.workspace.id })
  })
  return { received: true }
}

/** The workspace that the key names, with the shop as who acts. Nothing is told about keys that are none. */
async function contextOfKey(server: Server, key: string): Promise<Ctx> {
  const named = readSecretKey('h', key)
  const workspace = named && (await openWorkspace(server.db, named.workspaceId))
  if (!workspace) throw notFound('shops.unknown_hook')
  return systemCtx(server, workspace)
}

async function shopOfKey(ctx: Ctx, key: string): Promise<Shop> {
  const shops = ctx.db.selectFrom('shops_connections').selectAll().where('workspace_id', '=', ctx.workspace.id)
  const shop = await shops.where('key_hash', '=', readSecretKey('h', key)?.hash ?? '').executeTakeFirst()
  if (!shop) throw notFound('shops.unknown_hook')
  return shop
}

/** The secret, and for a day the one before it. */
function secretsOf({ config }: Server, shop: Shop, now: Date): string[] {
  const former = shop.former_until && shop.former_until > now ? shop.former_sealed : null
  return [shop.secret_sealed, former].flatMap((sealed) => (sealed === null ? [] : unsealed(config.secret, shop, 'secret', sealed)))
}

async function countRefusal(ctx: Ctx, shop: Shop): Promise<void> {
  await sql`
    update shops_connections set refused = refused + 1, refused_at = ${ctx.now}
    where workspace_id = ${ctx.workspace.id} and id = ${shop.id}`.execute(ctx.db)
}

/** False when the message is here already. */
async function keepMessage(ctx: Ctx, shop: Shop, arrived: Arrived): Promise<boolean> {
  const row = await ctx.db
    .insertInto('shops_deliveries')
    .values({
      workspace_id: ctx.workspace.id,
      id: randomUUIDv7(),
      connection_id: shop.id,
      delivery_key: deliveryKeyOf(shop.platform, arrived),
      topic: topicOf(shop.platform, arrived),
      received_at: ctx.now,
      bytes: arrived.bytes.length,
      // PostgreSQL keeps no NUL; in JSON a bare one is an error anyway.
      body: arrived.bytes.toString('utf8').replaceAll('\0', '\ufffd'),
      state: 'received',
    })
    .onConflict((conflict) => conflict.columns(['workspace_id', 'connection_id', 'delivery_key']).doNothing())
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

const QUIET_MS = 1000

/** At most once a second, so that a busy shop's messages do not wait for each other. The first one makes the connection live. */
async function showLife(ctx: Ctx, shop: Shop): Promise<void> {
  if (shop.last_event_at && ctx.now.getTime() - shop.last_event_at.getTime() < QUIET_MS) return
  const { rows } = await sql<{ is_first: boolean }>`
    update shops_connections s
    set last_event_at = ${ctx.now},
        state = case when old.last_event_at is null and old.state <> 'paused' then 'live' else old.state end
    from (select state, last_event_at from shops_connections where workspace_id = ${ctx.workspace.id} and id = ${shop.id} for no key update) old
    where s.workspace_id = ${ctx.workspace.id} and s.id = ${shop.id}
    returning old.last_event_at is null as is_first`.execute(ctx.db)
  await tell(ctx, 'shop.heard', { shopId: shop.id })
  if (rows[0]?.is_first) await emit(ctx, 'shop.connected', { shopId: shop.id, platform: shop.platform })
}
