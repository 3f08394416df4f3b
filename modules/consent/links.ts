import * as z from 'zod'
import { inTransaction, type Actor, type Ctx } from '#core/context'
import { audit } from '#core/audit'
import { notFound } from '#core/errors'
import type { Server } from '#core/server'
import { readToken, signToken } from '#core/signed-links'
import { maskAddress } from '#pure/mask'
import { rootsOf } from '#modules/customers'
import { systemCtx, workspaceById } from '#modules/workspaces'
import { Channel, PurposeKey } from './api.ts'

/** Where our links begin. */
export function originOf({ config }: Pick<Server, 'config'>): string {
  return config.publicUrl ?? `http://localhost:${config.port}`
}

const CentreSays = z.tuple([z.uuid(), z.uuid(), z.int()])
const ConfirmationSays = z.tuple([z.uuid(), z.uuid(), z.int()])
const UnsubscribeSays = z.tuple([z.uuid(), z.uuid(), PurposeKey, Channel])

/** The link to a customer's own consent centre. It has no end, and is useless once the customer's links were revoked. */
export async function centreLink(ctx: Ctx, server: Server, customerId: string): Promise<string> {
  const version = await linkVersion(ctx, customerId)
  return `${originOf(server)}/p/consent/${signToken(server.config.secret, 'consent', [ctx.workspace.id, customerId, version])}`
}

/** Makes every link given so far to this customer's centre useless. */
export function revokeCentreLinks(ctx: Ctx, customerId: string): Promise<void> {
  return inTransaction(ctx, async (ctx) => {
    await ctx.db
      .insertInto('consent_links')
      .values({ workspace_id: ctx.workspace.id, customer_id: customerId, version: 1 })
      .onConflict((conflict) =>
        conflict
          .columns(['workspace_id', 'customer_id'])
          .doUpdateSet(({ eb, ref }) => ({ version: eb(ref('consent_links.version'), '+', 1) })),
      )
      .execute()
    await audit(ctx, 'consent.links_revoked', { kind: 'customer', id: customerId })
  })
}

/** The link that confirms a yes; it works for one question, until that is answered or expires. */
export function confirmationLink(server: Server, workspaceId: string, question: { readonly id: string; readonly askedAt: Date }): string {
  const token = signToken(server.config.secret, 'consent.confirm', [workspaceId, question.id, question.askedAt.getTime()])
  return `${originOf(server)}/p/confirm/${token}`
}

/** The address for `List-Unsubscribe` (RFC 8058): one POST to it ends this purpose on this channel. */
export function unsubscribeLink(server: Server, ctx: Ctx, about: { customerId: string; purpose: string; channel: Channel }): string {
  const says = [ctx.workspace.id, about.customerId, about.purpose, about.channel]
  return `${originOf(server)}/p/unsubscribe/${signToken(server.config.secret, 'consent.unsubscribe', says)}`
}

/** Somebody on a page of their own. */
export interface Visit {
  readonly ctx: Ctx
  readonly server: Server
  readonly token: string
}

interface Request {
  readonly ip: string
}

/** Whose centre a link opens, in a context in which this customer acts. Null for a link that is not ours, was revoked, or is of an erased person. */
export async function centreVisit(
  server: Server,
  request: Request,
  token: string,
): Promise<(Visit & { readonly customerId: string }) | null> {
  const says = readToken(server.config.secret, 'consent', CentreSays, token)
  const ctx = says && (await customerCtx(server, request, says[0], says[1]))
  if (!ctx) return null
  return inTransaction(ctx, async (inside) => {
    if ((await linkVersion(inside, says[1])) !== says[2]) return null
    const customerId = (await rootsOf(inside, [says[1]])).get(says[1])
    if (!customerId || (await isErased(inside, customerId))) return null
    return { ctx, server, token, customerId }
  })
}

/** The question that a confirmation's link answers. */
export async function confirmationVisit(server: Server, request: Request, token: string) {
  const says = readToken(server.config.secret, 'consent.confirm', ConfirmationSays, token)
  const ctx = says && (await customerCtx(server, request, says[0], says[1]))
  return ctx ? { ctx, server, token, confirmationId: says[1], askedAt: says[2] } : null
}

/** What an unsubscribe link ends, and for whom. */
export interface UnsubscribeVisit extends Visit {
  readonly customerId: string
  readonly purpose: string
  readonly channel: Channel
}

/** Reads an unsubscribe link; null for one that is not ours. */
export async function unsubscribeVisit(server: Server, request: Request, token: string): Promise<UnsubscribeVisit | null> {
  const says = readToken(server.config.secret, 'consent.unsubscribe', UnsubscribeSays, token)
  const ctx = says && (await customerCtx(server, request, says[0], says[1]))
  return ctx ? { ctx, server, token, customerId: says[1], purpose: says[2], channel: says[3] } : null
}

/** The customer's own context; its permissions are what the link says. */
async function customerCtx(server: Server, request: Request, workspaceId: string, customerId: string): Promise<Ctx | null> {
  const workspace = await workspaceById(server.db, workspaceId)
  if (!workspace) return null
  const actor: Actor = { kind: 'customer', userId: null, id: customerId, address: maskAddress(request.ip), role: 'customer', can: NOTHING }
  return { ...systemCtx(server, workspace), actor }
}

const NOTHING: ReadonlySet<string> = new Set()

async function linkVersion(ctx: Ctx, customerId: string): Promise<number> {
  const row = ctx.db.selectFrom('consent_links').select('version').where('workspace_id', '=', ctx.workspace.id)
  return (await row.where('customer_id', '=', customerId).executeTakeFirst())?.version ?? 0
}

async function isErased(ctx: Ctx, customerId: string): Promise<boolean> {
  const row = ctx.db.selectFrom('customers').select('erased_at').where('workspace_id', '=', ctx.workspace.id)
  const found = await row.where('id', '=', customerId).executeTakeFirst()
  if (!found) throw notFound('customers.not_found')
  return found.erased_at !== null
}
