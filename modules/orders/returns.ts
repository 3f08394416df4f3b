import { randomUUIDv7 } from 'node:crypto'
import { sql } from 'kysely'
import * as z from 'zod'
import { inTransaction, type Ctx } from '#core/context'
import { notFound, refused } from '#core/errors'
import { emit } from '#core/events'
import { readCursor, writeCursor } from '#core/paging'
import {
  ReturnItem,
  ReturnStep,
  type ReturnMove,
  type ReturnRequest,
  type ReturnResponse,
  type ReturnsPage,
  type ReturnsQuery,
} from './api-returns.ts'
import { lockBook } from './book.ts'
import { refusalToMove, refusalToReturn } from './domain-returns.ts'
import { shownNumber } from './list-orders.ts'
import { orderFor } from './queries.ts'
import type { ReturnState } from './tables.ts'

/** Asks for something to go back: some lines of an order, or all of it. */
export function requestReturn(ctx: Ctx, orderId: string, { items, reason }: ReturnRequest): Promise<ReturnResponse> {
  return inTransaction(ctx, async (ctx) => {
    // One at a time, so that two requests cannot ask the same pieces back.
    await lockBook(ctx)
    const order = await orderFor(ctx, orderId)
    const lines = ctx.db.selectFrom('orders_items').select(['line', 'quantity']).where('workspace_id', '=', ctx.workspace.id)
    const bought = await lines.where('order_id', '=', orderId).execute()
    const returns = (await returnsOf(ctx, orderId)).filter(({ state }) => state !== 'refused')
    const code = refusalToReturn({ ...order, items: bought, returns }, items)
    if (code) throw refused(code)
    const id = randomUUIDv7()
    const by = ctx.actor.userId ?? ctx.actor.kind
    await ctx.db
      .insertInto('orders_returns')
      .values({
        workspace_id: ctx.workspace.id,
        id,
        order_id: orderId,
        customer_id: order.customer_id,
        profile_id: order.profile_id,
        items: JSON.stringify(items),
        reason,
        state: 'requested',
        requested_by: by,
        requested_at: ctx.now,
        changed_at: ctx.now,
        steps: JSON.stringify([{ state: 'requested', at: ctx.now.toISOString(), by, note: null }]),
      })
      .execute()
    const customerId = order.profile_id ?? order.customer_id
    await emit(ctx, 'return.requested', { returnId: id, orderId, customerId }, { customerId })
    return returnFor(ctx, id)
  })
}

/** Takes a request a step further: approved or refused, received, and in the end refunded or replaced. */
export function moveReturn(ctx: Ctx, id: string, { state, note }: ReturnMove): Promise<ReturnResponse> {
  return inTransaction(ctx, async (ctx) => {
    await ctx.db
      .selectFrom('orders_returns')
      .select('id')
      .where('workspace_id', '=', ctx.workspace.id)
      .where('id', '=', id)
      .forUpdate()
      .execute()
    const request = await returnFor(ctx, id)
    const code = refusalToMove(request.state, state)
    if (code) throw refused(code, { from: request.state, to: state })
    const step = { state, at: ctx.now.toISOString(), by: ctx.actor.userId ?? ctx.actor.kind, note }
    await ctx.db
      .updateTable('orders_returns')
      .set({ state, changed_at: ctx.now, steps: JSON.stringify([...request.steps, step]) })
      .where('workspace_id', '=', ctx.workspace.id)
      .where('id', '=', id)
      .execute()
    const { profileId: customerId, orderId } = request
    await emit(ctx, 'return.changed', { returnId: id, orderId, customerId, state }, { customerId })
    return returnFor(ctx, id)
  })
}

/** The request, or "not found" for one that is missing and for one of another workspace alike. */
export async function returnFor(ctx: Ctx, id: string): Promise<ReturnResponse> {
  const { rows } = await sql<ReturnRow>`${RETURNS} where r.workspace_id = ${ctx.workspace.id} and r.id = ${id}`.execute(ctx.db)
  const [row] = rows
  if (!row) throw notFound('orders.return_not_found')
  return responseOf(row)
}

/** The requests about an order, oldest first. */
export async function returnsOf(ctx: Ctx, orderId: string): Promise<ReturnResponse[]> {
  const { rows } = await sql<ReturnRow>`
    ${RETURNS} where r.workspace_id = ${ctx.workspace.id} and r.order_id = ${orderId} order by r.requested_at, r.id`.execute(ctx.db)
  return rows.map(responseOf)
}

/** One page of requests, newest first; `open` are those that somebody still has to work on. */
export async function listReturns(ctx: Ctx, { state, cursor, limit }: ReturnsQuery): Promise<ReturnsPage> {
  const place = cursor === undefined ? null : readCursor(Place, cursor)
  const after = place ? sql`and (r.requested_at, r.id) < (${place[0]}::timestamptz, ${place[1]}::uuid)` : sql``
  const among =
    state === undefined ? sql`` : state === 'open' ? sql`and r.state in ('requested', 'approved', 'received')` : sql`and r.state = ${state}`
  const { rows } = await sql<ReturnRow>`
    ${RETURNS} where r.workspace_id = ${ctx.workspace.id} ${among} ${after}
    order by r.requested_at desc, r.id desc
    limit ${limit + 1}`.execute(ctx.db)
  const page = rows.slice(0, limit)
  const last = page.at(-1)
  return { rows: page.map(responseOf), next: last && rows.length > limit ? writeCursor([last.requested_at.toISOString(), last.id]) : null }
}

const Place = z.tuple([z.string(), z.uuid()])
const RETURNS = sql`
  select r.id, r.order_id, o.number, r.customer_id, r.profile_id, c.name as customer_name, r.items, r.reason, r.state, r.requested_by,
         r.requested_at, r.changed_at, r.steps
  from orders_returns r
  join orders o on o.workspace_id = r.workspace_id and o.id = r.order_id
  join customers c on c.workspace_id = r.workspace_id and c.id = r.customer_id`

interface ReturnRow {
  readonly id: string
  readonly order_id: string
  readonly number: string
  readonly customer_id: string
  readonly profile_id: string | null
  readonly customer_name: string | null
  readonly items: unknown
  readonly reason: string | null
  readonly state: ReturnState
  readonly requested_by: string
  readonly requested_at: Date
  readonly changed_at: Date
  readonly steps: unknown
}

function responseOf(row: ReturnRow): ReturnResponse {
  return {
    id: row.id,
    orderId: row.order_id,
    orderNumber: shownNumber(row.number),
    customer: { id: row.customer_id, name: row.customer_name },
    profileId: row.profile_id ?? row.customer_id,
    items: z.array(ReturnItem).parse(row.items),
    reason: row.reason,
    state: row.state,
    requestedBy: row.requested_by,
    requestedAt: row.requested_at.toISOString(),
    changedAt: row.changed_at.toISOString(),
    steps: z.array(ReturnStep).parse(row.steps),
  }
}
