import { sql } from 'kysely'
import * as z from 'zod'
import type { Ctx } from '#core/context'
import { readCursor, writeCursor } from '#core/paging'
import { CartLine, type CartRow, type CartsPage, type CartsQuery } from './api-carts.ts'
import { LEFT_AFTER_HOURS } from './domain-carts.ts'
import { shownNumber } from './list-orders.ts'
import { dayStart } from './queries.ts'

/** One page of carts, the last changed first. Those of visitors nobody knows are left out only where a customer is asked for. */
export async function listCarts(ctx: Ctx, query: CartsQuery): Promise<CartsPage> {
  const place = query.cursor === undefined ? null : readCursor(Place, query.cursor)
  const { rows } = await sql<Row>`
    select c.id, c.source, c.customer_id, p.name as customer_name, c.begun_at, c.said_at, c.currency, c.total, c.coupons, c.items, c.checked_out_at,
           c.checkout_step, c.order_id, o.number
    from orders_carts c
    join customers p on p.workspace_id = c.workspace_id and p.id = c.customer_id
    left join orders o on o.workspace_id = c.workspace_id and o.id = c.order_id
    where c.workspace_id = ${ctx.workspace.id} and ${stateIs(ctx, query.state)}
      and ${query.customer === undefined ? sql`true` : sql`c.customer_id = ${query.customer}`}
      and ${query.from === undefined ? sql`true` : sql`c.said_at >= ${dayStart(ctx, query.from, 0)}`}
      and ${query.to === undefined ? sql`true` : sql`c.said_at < ${dayStart(ctx, query.to, 1)}`}
      and ${place ? sql`(c.said_at, c.id) < (${place[0]}::timestamptz, ${place[1]}::uuid)` : sql`true`}
    order by c.said_at desc, c.id desc
    limit ${query.limit + 1}`.execute(ctx.db)
  const page = rows.slice(0, query.limit)
  const last = page.at(-1)
  return {
    rows: page.map((row) => rowOf(row, leftBefore(ctx))),
    next: last && rows.length > query.limit ? writeCursor([last.said_at.toISOString(), last.id]) : null,
  }
}

/** Carts last changed before this moment, and not bought, were left. */
export function leftBefore({ now }: Pick<Ctx, 'now'>): Date {
  return new Date(now.getTime() - LEFT_AFTER_HOURS * 3_600_000)
}

const Place = z.tuple([z.string(), z.uuid()])

function stateIs(ctx: Ctx, state: CartsQuery['state']) {
  if (state === undefined) return sql`true`
  if (state === 'converted') return sql`c.order_id is not null`
  return state === 'open'
    ? sql`c.order_id is null and c.said_at >= ${leftBefore(ctx)}`
    : sql`c.order_id is null and c.said_at < ${leftBefore(ctx)} and c.items <> '[]'`
}

interface Row {
  readonly id: string
  readonly source: string
  readonly customer_id: string
  readonly customer_name: string | null
  readonly begun_at: Date
  readonly said_at: Date
  readonly currency: string
  readonly total: bigint | null
  readonly coupons: string[]
  readonly items: unknown
  readonly checked_out_at: Date | null
  readonly checkout_step: number | null
  readonly order_id: string | null
  readonly number: string | null
}

function rowOf(row: Row, left: Date): CartRow {
  return {
    id: row.id,
    source: row.source,
    state: row.order_id !== null ? 'converted' : row.said_at < left ? 'left' : 'open',
    customer: { id: row.customer_id, name: row.customer_name },
    begunAt: row.begun_at.toISOString(),
    changedAt: row.said_at.toISOString(),
    currency: row.currency,
    total: row.total === null ? null : String(row.total),
    coupons: row.coupons,
    items: z.array(CartLine).parse(row.items),
    checkedOutAt: row.checked_out_at?.toISOString() ?? null,
    checkoutStep: row.checkout_step,
    order: row.order_id === null ? null : { id: row.order_id, number: row.number === null ? null : shownNumber(row.number) },
  }
}
