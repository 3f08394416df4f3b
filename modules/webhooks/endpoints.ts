import { randomUUIDv7 } from 'node:crypto'
import { audit } from '#core/audit'
import type { Config } from '#core/config'
import { inTransaction, type Ctx } from '#core/context'
import { invalid, notFound, refused } from '#core/errors'
import { outboundUrl } from '#core/outbound'
import { openSealed, seal } from '#core/sealed'
import type { Endpoint, EndpointRequest, NewEndpoint } from './api.ts'
import { isPublicEvent } from './public-events.ts'
import { endpointFor, lockEndpoint } from './queries.ts'
import { makeWebhookSecret } from './sign.ts'

/** What sending and sealing need to know of the server. */
export type Outlet = Pick<Config, 'secret' | 'allowPrivate'>

/** Adds an endpoint, active at once, and gives it with its secret. */
export async function createEndpoint(ctx: Ctx, request: EndpointRequest, outlet: Outlet): Promise<NewEndpoint> {
  refuseUnusable(request, outlet)
  return inTransaction(ctx, async (ctx) => {
    const id = randomUUIDv7()
    const secret = makeWebhookSecret()
    await ctx.db
      .insertInto('webhooks_endpoints')
      .values({
        workspace_id: ctx.workspace.id,
        id,
        ...columnsOf(request),
        state: 'active',
        disabled_because: null,
        failing_since: null,
        secret: seal(outlet.secret, placeOf(id), secret),
        old_secret: null,
        old_secret_until: null,
        created_by: ctx.actor.userId ?? ctx.actor.kind,
        created_at: ctx.now,
      })
      .execute()
    await tell(ctx, id, 'created')
    return { endpoint: await endpointFor(ctx, id), secret }
  })
}

/** Changes where and what an endpoint gets. What already waits goes to the new address. */
export async function saveEndpoint(
  ctx: Ctx,
  id: string,
  { request, outlet }: { readonly request: EndpointRequest; readonly outlet: Outlet },
): Promise<Endpoint> {
  refuseUnusable(request, outlet)
  return inTransaction(ctx, async (ctx) => {
    await lockEndpoint(ctx, id)
    await update(ctx, id, columnsOf(request))
    await tell(ctx, id, 'changed')
    return endpointFor(ctx, id)
  })
}

/** Removes an endpoint with its log. */
export async function removeEndpoint(ctx: Ctx, id: string): Promise<void> {
  const { numDeletedRows } = await ctx.db
    .deleteFrom('webhooks_endpoints')
    .where('workspace_id', '=', ctx.workspace.id)
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  if (numDeletedRows === 0n) throw notFound('webhooks.not_found')
  await tell(ctx, id, 'removed')
}

/** Holds back what is to be sent: it waits, and goes out when the endpoint is resumed. */
export async function pauseEndpoint(ctx: Ctx, id: string): Promise<Endpoint> {
  return inTransaction(ctx, async (ctx) => {
    await lockEndpoint(ctx, id)
    await update(ctx, id, { state: 'paused', disabled_because: null })
    await tell(ctx, id, 'paused')
    return endpointFor(ctx, id)
  })
}

/** Sends again, after a pause or after the endpoint was disabled. */
export async function resumeEndpoint(ctx: Ctx, id: string): Promise<Endpoint> {
  return inTransaction(ctx, async (ctx) => {
    await lockEndpoint(ctx, id)
    await update(ctx, id, { state: 'active', disabled_because: null, failing_since: null })
    await tell(ctx, id, 'resumed')
    await nudgeSending(ctx, id)
    return endpointFor(ctx, id)
  })
}

/** Gives an endpoint a new secret; for some hours messages are signed with the one so far as well. */
export async function rotateSecret(
  ctx: Ctx,
  id: string,
  { oldSecretHours, outlet }: { readonly oldSecretHours: number; readonly outlet: Outlet },
): Promise<NewEndpoint> {
  return inTransaction(ctx, async (ctx) => {
    const { secret: old } = await lockEndpoint(ctx, id)
    const secret = makeWebhookSecret()
    const until = oldSecretHours === 0 ? null : new Date(ctx.now.getTime() + oldSecretHours * 3_600_000)
    const kept = { old_secret: until ? old : null, old_secret_until: until }
    await update(ctx, id, { secret: seal(outlet.secret, placeOf(id), secret), ...kept })
    await tell(ctx, id, 'secret rotated')
    return { endpoint: await endpointFor(ctx, id), secret }
  })
}

/** Writes down what was done to an endpoint. */
export const tell = (ctx: Ctx, id: string, what: string): Promise<void> =>
  audit(ctx, 'webhook.changed', { kind: 'webhook', id, details: { what } })

interface Sealed {
  readonly id: string
  readonly secret: string
  readonly old_secret: string | null
  readonly old_secret_until: Date | null
}

/** The secrets that messages are signed with now, the newest first. */
export function secretsOf({ id, secret, old_secret, old_secret_until }: Sealed, outlet: Outlet, now: Date): string[] {
  const old = old_secret && old_secret_until && old_secret_until > now ? [old_secret] : []
  return [secret, ...old].map((sealed) => {
    const text = openSealed(outlet.secret, placeOf(id), sealed)
    if (text === null) throw refused('webhooks.secret_unreadable')
    return text
  })
}

/** Asks for what is due at an endpoint to be sent. */
export function nudgeSending(ctx: Ctx, endpointId: string, afterSeconds = 0): Promise<void> {
  const options = afterSeconds > 0 ? { afterSeconds, singletonKey: `${endpointId} later` } : { singletonKey: endpointId }
  return ctx.jobs.nudge(ctx, 'webhooks.send', { workspaceId: ctx.workspace.id, endpointId }, options)
}

function refuseUnusable({ url, events }: EndpointRequest, { allowPrivate }: Outlet): void {
  outboundUrl({ url, allowPrivate })
  if (events && !events.every(isPublicEvent)) throw invalid('webhooks.unknown_event', { fields: ['body.events'] })
}

function columnsOf({ url, description, events }: EndpointRequest) {
  return { url, description, events: events && [...new Set(events)] }
}

const placeOf = (endpointId: string) => `webhooks_endpoints.secret ${endpointId}`

interface Change {
  readonly url?: string
  readonly description?: string
  readonly events?: string[] | null
  readonly state?: 'active' | 'paused'
  readonly disabled_because?: null
  readonly failing_since?: null
  readonly secret?: string
  readonly old_secret?: string | null
  readonly old_secret_until?: Date | null
}

async function update(ctx: Ctx, id: string, change: Change): Promise<void> {
  await ctx.db.updateTable('webhooks_endpoints').set(change).where('workspace_id', '=', ctx.workspace.id).where('id', '=', id).execute()
}
