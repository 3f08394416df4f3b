import { sql } from 'kysely'
import { inTransaction, type Ctx } from '#core/context'
import { notFound, refused } from '#core/errors'
import { emitAll } from '#core/events'
import type { DeliveryRequest, PaymentRequest } from './api.ts'
import { lockBook } from './book.ts'
import { refusalToDeliver, refusalToPay, type FulfilmentRefusal } from './domain-fulfilment.ts'
import type { Paper } from './domain-incoming.ts'
import { happenings } from './domain-told.ts'
import { loadPapers, type KnownPaper } from './load-papers.ts'
import { eventOf } from './order-events.ts'

/** Writes down when an order was promised, sent and handed over. What its shop says later stands over this. */
export function setDelivery(ctx: Ctx, id: string, { promisedAt, shippedAt, deliveredAt }: DeliveryRequest): Promise<void> {
  const delivery = { promisedAt: instant(promisedAt), shippedAt: instant(shippedAt), deliveredAt: instant(deliveredAt) }
  return setFields(ctx, id, {
    refusal: (paper) => refusalToDeliver({ negative: paper.negative, state: paper.told.paper.state }, delivery, ctx.now),
    fields: { promised_at: delivery.promisedAt, shipped_at: delivery.shippedAt, delivered_at: delivery.deliveredAt },
  })
}

/** Writes down when an order is to be paid, when it was, and how much. */
export function setPayment(ctx: Ctx, id: string, { dueAt, paidAt, paidAmount }: PaymentRequest): Promise<void> {
  const payment = { dueAt: instant(dueAt), paidAt: instant(paidAt), paidAmount: paidAmount === null ? null : BigInt(paidAmount) }
  return setFields(ctx, id, {
    refusal: (paper) => refusalToPay({ negative: paper.negative, state: paper.told.paper.state }, payment, ctx.now),
    fields: { due_at: payment.dueAt, paid_at: payment.paidAt, paid_amount: payment.paidAmount },
  })
}

type Fields = Partial<Pick<Paper, 'promised_at' | 'shipped_at' | 'delivered_at' | 'due_at' | 'paid_at' | 'paid_amount'>>

interface Setting {
  readonly refusal: (paper: KnownPaper) => FulfilmentRefusal | null
  readonly fields: Fields
}

/** None of these fields is counted, so the book is held but not written. */
function setFields(ctx: Ctx, id: string, { refusal, fields }: Setting): Promise<void> {
  return inTransaction(ctx, async (ctx) => {
    await lockBook(ctx)
    const paper = await paperFor(ctx, id)
    const code = refusal(paper)
    if (code) throw refused(code)
    const { told } = paper
    const said = { ...told.said, ...Object.fromEntries(Object.keys(fields).map((name) => [name, ctx.now.getTime()])) }
    const change = { ...fields, said: JSON.stringify(said) }
    await ctx.db.updateTable('orders').set(change).where('workspace_id', '=', ctx.workspace.id).where('id', '=', id).execute()
    const happened = happenings(told.paper, { ...told.paper, ...fields }, { saidAt: ctx.now, timeZone: ctx.workspace.timeZone })
    await emitAll(
      ctx,
      happened.map((each) => eventOf({ ...paper, currency: ctx.workspace.currency }, each)),
    )
  })
}

async function paperFor(ctx: Ctx, id: string): Promise<KnownPaper> {
  const { rows } = await sql<{ source: string; number: string }>`
    select source, number from orders where workspace_id = ${ctx.workspace.id} and id = ${id}`.execute(ctx.db)
  const papers = await loadPapers(ctx, rows)
  const paper = [...papers.values()].find((each) => each.id === id)
  if (!paper) throw notFound('orders.not_found')
  return paper
}

function instant(iso: string | null): Date | null {
  return iso === null ? null : new Date(iso)
}
