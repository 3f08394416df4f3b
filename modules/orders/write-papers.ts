import { sql } from 'kysely'
import type { Ctx } from '#core/context'
import type { Paper, Told } from './domain-incoming.ts'
import type { PaperKey } from './load-papers.ts'

/** A paper as it is to stand. */
export interface NewPaper extends PaperKey {
  readonly id: string
  readonly told: Told
  readonly kind: 'purchase' | 'refund' | 'free'
  readonly customerId: string
  readonly currency: string
  readonly refundOf: string | null
  readonly isNew: boolean
  readonly hasNewItems: boolean
  /** An import wrote it last: from now on it is the sender's, and taking the import back leaves it. */
  readonly takesOver: boolean
}

/** Writes papers with their items, new ones and known ones. */
export async function writePapers(ctx: Ctx, papers: readonly NewPaper[]): Promise<void> {
  const taken = papers.filter(({ takesOver }) => takesOver).map(({ id }) => id)
  if (taken.length > 0) {
    await ctx.db.deleteFrom('orders_changes').where('workspace_id', '=', ctx.workspace.id).where('order_id', 'in', taken).execute()
  }
  for (let from = 0; from < papers.length; from += BATCH) await putPapers(ctx, papers.slice(from, from + BATCH))
  await replaceItems(
    ctx,
    papers.filter(({ hasNewItems }) => hasNewItems),
  )
}

/** Some thirty values a row; a statement takes 65,535. */
const BATCH = 1000

async function putPapers(ctx: Ctx, papers: readonly NewPaper[]): Promise<void> {
  await ctx.db
    .insertInto('orders')
    .values(papers.map((paper) => rowOf(ctx, paper)))
    .onConflict((oc) =>
      oc.columns(['workspace_id', 'id']).doUpdateSet((eb) => ({
        customer_id: eb.ref('excluded.customer_id'),
        profile_id: eb.ref('excluded.profile_id'),
        kind: eb.ref('excluded.kind'),
        refund_of: eb.ref('excluded.refund_of'),
        import_id: null,
        said: eb.ref('excluded.said'),
        ordered_at: eb.ref('excluded.ordered_at'),
        total: eb.ref('excluded.total'),
        currency: eb.ref('excluded.currency'),
        discount: eb.ref('excluded.discount'),
        shipping: eb.ref('excluded.shipping'),
        tax: eb.ref('excluded.tax'),
        coupons: eb.ref('excluded.coupons'),
        channel: eb.ref('excluded.channel'),
        payment_method: eb.ref('excluded.payment_method'),
        shipping_method: eb.ref('excluded.shipping_method'),
        country: eb.ref('excluded.country'),
        status: eb.ref('excluded.status'),
        reason: eb.ref('excluded.reason'),
        state: eb.ref('excluded.state'),
        due_at: eb.ref('excluded.due_at'),
        paid_at: eb.ref('excluded.paid_at'),
        paid_amount: eb.ref('excluded.paid_amount'),
        promised_at: eb.ref('excluded.promised_at'),
        shipped_at: eb.ref('excluded.shipped_at'),
        delivered_at: eb.ref('excluded.delivered_at'),
        cancelled_at: eb.ref('excluded.cancelled_at'),
      })),
    )
    .execute()
}

function rowOf(ctx: Ctx, { id, source, number, negative, part, kind, customerId, currency, refundOf, told }: NewPaper) {
  const { profile, items: _items, coupons, ...columns }: Paper = told.paper
  return {
    workspace_id: ctx.workspace.id,
    id,
    customer_id: customerId,
    profile_id: profile === customerId ? null : profile,
    source,
    number,
    negative,
    part,
    kind,
    currency,
    refund_of: refundOf,
    import_id: null,
    said: JSON.stringify(told.said),
    coupons: coupons === null ? null : [...coupons],
    recorded_by: ctx.actor.userId ?? ctx.actor.kind,
    recorded_at: ctx.now,
    ...columns,
  }
}

async function replaceItems(ctx: Ctx, papers: readonly NewPaper[]): Promise<void> {
  const known = papers.filter(({ isNew }) => !isNew).map(({ id }) => id)
  if (known.length > 0) {
    const items = ctx.db.deleteFrom('orders_items').where('workspace_id', '=', ctx.workspace.id)
    await items.where((eb) => eb('order_id', '=', eb.fn.any(sql<string[]>`${known}::uuid[]`))).execute()
  }
  const lines = papers.flatMap(({ id, told }) => (told.paper.items ?? []).map((item, k) => ({ ...item, id, line: k + 1 })))
  if (lines.length === 0) return
  await sql`
    insert into orders_items (workspace_id, order_id, line, product_code, product_name, category, variant, quantity, price, amount)
    select ${ctx.workspace.id}::uuid, i.*
    from unnest(
      ${lines.map(({ id }) => id)}::uuid[], ${lines.map(({ line }) => line)}::int[], ${lines.map(({ code }) => code)}::text[],
      ${lines.map(({ name }) => name)}::text[], ${lines.map(({ category }) => category)}::text[], ${lines.map(({ variant }) => variant)}::text[],
      ${lines.map(({ quantity }) => quantity)}::numeric[], ${lines.map(({ price }) => price)}::int8[], ${lines.map(({ amount }) => amount)}::int8[]
    ) i`.execute(ctx.db)
}
