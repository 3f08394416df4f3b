import type { Readable } from 'node:stream'
import { sql } from 'kysely'
import type { Ctx } from '#core/context'
import { copyOut } from '#core/copy'
import { dayOf } from '#pure/zone'
import type { PurchaseHistory } from './domain.ts'

/** What one customer bought and gave back, with the instants of the first and the last purchase in ms since 1970. */
export interface CustomerHistory extends PurchaseHistory {
  /** The uuid; as COPY gives it, its 32 digits without hyphens. */
  readonly customerId: string
  readonly firstAt: number | null
  readonly lastAt: number | null
}

/** The customers to load: all of the workspace, or those of a temporary table with a column `customer_id`. */
export type Whose = 'all' | { readonly table: string }

/** Histories as they are now, customer by customer, in batches of what one network read brings: memory holds no more than that. */
export async function loadHistories(ctx: Ctx, whose: Whose): Promise<AsyncGenerator<CustomerHistory[]>> {
  return readHistories(await historyBytes(ctx, whose), ctx.workspace.timeZone)
}

/** The same as PostgreSQL sends it, for readHistories. */
export function historyBytes(ctx: Ctx, whose: Whose): Promise<Readable> {
  return copyOut(ctx.db, historyQuery(ctx, whose))
}

/** Reads what historyBytes gave. */
export async function* readHistories(chunks: AsyncIterable<Buffer>, timeZone: string): AsyncGenerator<CustomerHistory[]> {
  const collect = collector(timeZone)
  let rest: Buffer = Buffer.alloc(0)
  let offset = HEADER_BYTES
  for await (const chunk of chunks) {
    const bytes: Buffer = rest.length === 0 ? chunk : Buffer.concat([rest, chunk])
    const batch: CustomerHistory[] = []
    for (let end = rowEnd(bytes, offset); end !== null; end = rowEnd(bytes, offset)) {
      const done = collect.add(bytes, offset)
      if (done) batch.push(done)
      offset = end
    }
    const used = Math.min(offset, bytes.length)
    rest = bytes.subarray(used)
    offset -= used
    if (batch.length > 0) yield batch
  }
  const last = collect.end()
  if (last) yield [last]
}

/** The histories of a few customers (roots) as they are now, in days of the given time zone. Whoever has no orders has none. */
export async function loadFewHistories(ctx: Ctx, customerIds: readonly string[], timeZone: string): Promise<CustomerHistory[]> {
  const { rows } = await sql<{ customer_id: string; ordered_at: Date; total: bigint | null; is_purchase: boolean }>`
    select o.customer_id, o.ordered_at, o.total, o.kind = 'purchase' as is_purchase
    from orders o
    where o.workspace_id = ${ctx.workspace.id} and o.customer_id = any(${customerIds}::uuid[]) and o.kind <> 'free'
    order by o.customer_id, o.ordered_at, o.id`.execute(ctx.db)
  return [...Map.groupBy(rows, ({ customer_id }) => customer_id)].map(([customerId, papers]) => {
    const open = opened(customerId)
    for (const { ordered_at, total, is_purchase } of papers) {
      const at = ordered_at.getTime()
      note(open, { at, day: dayOf(at, timeZone), total: Number(total ?? 0n), known: total !== null, isPurchase: is_purchase })
    }
    return closed(open)
  })
}

/** COPY takes no parameters; the workspace's id was checked to be a uuid by inTransaction. Free orders are no purchases and nothing went back. */
function historyQuery(ctx: Ctx, whose: Whose): string {
  const workspace = sql.lit(ctx.workspace.id)
  const among = whose === 'all' ? sql`` : sql`join ${sql.table(whose.table)} touched on touched.customer_id = o.customer_id`
  const query = sql`
    copy (
      select o.customer_id, o.ordered_at, o.total, case o.kind when 'purchase' then 1 else 0 end::int2
      from orders o ${among}
      where o.workspace_id = ${workspace} and o.kind <> 'free'
      order by o.customer_id, o.ordered_at, o.id
    ) to stdout (format binary)`
  return query.compile(ctx.db).sql
}

/** PGCOPY's signature, flags and an empty extension. */
const HEADER_BYTES = 19
const ID = 6
const AT = 26
const TOTAL = 34
/** From a row's start to its end when the total is null; eight more when it is not. */
const SHORT_ROW = 44
/** 2000-01-01, where PostgreSQL's microseconds begin. */
const EPOCH_MS = 946_684_800_000

/** Where the row at `offset` ends; null when it is not all there, or the trailer. */
function rowEnd(bytes: Buffer, offset: number): number | null {
  if (offset + TOTAL + 4 > bytes.length) return null
  const end = offset + SHORT_ROW + (bytes.readInt32BE(offset + TOTAL) === -1 ? 0 : 8)
  return end <= bytes.length ? end : null
}

/** Gathers rows that come sorted by customer; `add` gives back the customer before when a new one begins. */
function collector(timeZone: string) {
  const id = Buffer.alloc(16)
  let open: OpenHistory | null = null

  const add = (bytes: Buffer, offset: number): CustomerHistory | null => {
    let done: CustomerHistory | null = null
    if (open === null || bytes.compare(id, 0, 16, offset + ID, offset + ID + 16) !== 0) {
      done = open && closed(open)
      bytes.copy(id, 0, offset + ID, offset + ID + 16)
      open = opened(id.toString('hex'))
    }
    const at = EPOCH_MS + Math.floor((bytes.readInt32BE(offset + AT) * 4_294_967_296 + bytes.readUInt32BE(offset + AT + 4)) / 1000)
    const known = bytes.readInt32BE(offset + TOTAL) === 8
    const total = known ? bytes.readInt32BE(offset + TOTAL + 4) * 4_294_967_296 + bytes.readUInt32BE(offset + TOTAL + 8) : 0
    const isPurchase = bytes[offset + SHORT_ROW - 1 + (known ? 8 : 0)] === 1
    note(open, { at, day: dayOf(at, timeZone), total, known, isPurchase })
    return done
  }
  return { add, end: () => open && closed(open) }
}

interface OpenHistory {
  readonly customerId: string
  readonly days: number[]
  readonly amounts: number[]
  readonly refundDays: number[]
  readonly refundAmounts: number[]
  hasAmounts: boolean
  firstAt: number | null
  lastAt: number | null
}

function opened(customerId: string): OpenHistory {
  return { customerId, days: [], amounts: [], refundDays: [], refundAmounts: [], hasAmounts: false, firstAt: null, lastAt: null }
}

interface Paper {
  readonly at: number
  readonly day: number
  readonly total: number
  readonly known: boolean
  readonly isPurchase: boolean
}

function note(open: OpenHistory, { at, day, total, known, isPurchase }: Paper): void {
  if (known) open.hasAmounts = true
  if (!isPurchase) {
    open.refundDays.push(day)
    open.refundAmounts.push(total)
    return
  }
  open.days.push(day)
  open.amounts.push(total)
  open.firstAt ??= at
  open.lastAt = at
}

/** A customer none of whose orders has an amount has no amounts; in a mixed history an unknown one counts as nothing. */
function closed({ customerId, days, amounts, refundDays, refundAmounts, hasAmounts, firstAt, lastAt }: OpenHistory): CustomerHistory {
  return {
    customerId,
    days,
    amounts: hasAmounts ? amounts : null,
    refundDays,
    refundAmounts: hasAmounts ? refundAmounts : null,
    firstAt,
    lastAt,
  }
}
