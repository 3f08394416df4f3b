import { sql, type RawBuilder } from 'kysely'
import { inTransaction, type Ctx } from '#core/context'
import { emit } from '#core/events'
import { histogramQuantile } from '#domain/orders'
import { findBook, gatherProducts, readCells } from '#modules/orders'
import { touchedSince } from '../scores/fit-and-score.ts'
import { beginTypes, typeFew } from '../types/study-types.ts'
import { EVERYBODY } from './ask-for-study.ts'
import { factorsFold } from './domain-factors.ts'
import { firstProductsFold } from './domain-first-products.ts'
import { MOST_PAIRED, pairsFold } from './domain-pairs.ts'
import { refundsFold } from './domain-refunds.ts'
import { shortened } from './domain-shortened.ts'
import { silenceFold } from './domain-silence.ts'
import type { Standing } from './domain-standing.ts'
import { writeParts } from './parts.ts'
import type { ClaimedStudy } from './queue.ts'
import { studyAll, type StudyRun } from './study.ts'

/**
 * Studies the orders of everybody, or of those whom `among` names, and writes what was found and the study's own end in one transaction: until it
 * commits, pages show what the study before found. A study of everybody types customers too, as it goes on.
 */
export async function performStudy(ctx: Ctx, { id, lens }: ClaimedStudy, among: RawBuilder<unknown> | null, run: StudyRun): Promise<void> {
  const isOfAll = lens === EVERYBODY
  if (isOfAll) await completeCatalogue(ctx)
  const { standing, best, seq } = await inTransaction(ctx, readRules)
  const types = isOfAll ? await beginTypes(ctx) : null
  const factors = factorsFold(standing)
  const first = firstProductsFold(standing)
  const pairs = pairsFold((place, { products }) => best.has(products[place]?.id ?? ''))
  const silence = silenceFold(standing)
  const refunds = refundsFold()
  const folds = [factors, first, pairs, silence, refunds, ...(types ? [types.fold] : [])]
  const { names, customers, orders } = await studyAll(ctx, among, folds, run)
  run.signal?.throwIfAborted()
  await types?.finish(names)
  if (types) await typeFew(ctx, await inTransaction(ctx, (ctx) => touchedSince(ctx, seq)))
  const { together, next, products } = pairs.result(names)
  const back = refunds.result(names)
  await inTransaction({ ...ctx, now: new Date() }, async (ctx) => {
    if (!(await endStudy(ctx, id))) return
    await writeParts(ctx, lens, {
      standing: { ...standing, customers, orders },
      factors: factors.result(names),
      first: shortened(first.result(names), (row) => row.with.of),
      together: { rows: together, products },
      next: { rows: next, products },
      silence: shortened(silence.result(names), (row) => row.orders.of),
      refunds: { ...back, products: shortened({ rows: back.products }, ({ of }) => of).rows },
    })
    if (isOfAll) await emit(ctx, 'insights.studied', { orders })
  })
}

interface Rules {
  readonly standing: Standing
  /** The catalogue's products of which pairs are counted. */
  readonly best: ReadonlySet<string>
  /** How far the log had come. */
  readonly seq: bigint
}

async function readRules(ctx: Ctx): Promise<Rules> {
  const counter = await ctx.db.selectFrom('event_counters').select('seq').where('workspace_id', '=', ctx.workspace.id).executeTakeFirst()
  const book = await findBook(ctx)
  const returnDays = histogramQuantile((await readCells(ctx, ['gap:return'])).gapReturn, 0.75)
  const { rows } = await sql<{ id: string }>`
    select p.id from orders_products p
    where p.workspace_id = ${ctx.workspace.id} and not p.is_archived
    order by p.orders desc, p.id limit ${MOST_PAIRED}`.execute(ctx.db)
  return {
    standing: {
      asOfDay: book?.lastDay ?? 0,
      windowDays: book?.windowDays ?? 90,
      returnDays: returnDays === null ? null : Math.max(1, Math.ceil(returnDays)),
      calendar: ctx.workspace.calendar,
    },
    best: new Set(rows.map(({ id }) => id)),
    seq: counter?.seq ?? 0n,
  }
}

/** After an import the catalogue is gathered beside us: then products would have no place in it yet, and nobody knows which sell best. */
async function completeCatalogue(ctx: Ctx): Promise<void> {
  const isBehind = await inTransaction(ctx, async (ctx) => {
    const { rows } = await sql<{ behind: boolean }>`
      select coalesce(
        (select max(i.finished_at) from imports i where i.workspace_id = ${ctx.workspace.id} and i.status in ('done', 'undone'))
          > coalesce((select max(p.counted_at) from orders_products p where p.workspace_id = ${ctx.workspace.id}), '-infinity'),
        false) as behind`.execute(ctx.db)
    return rows[0]?.behind ?? false
  })
  if (isBehind) await gatherProducts({ ...ctx, now: new Date() })
}

/** False when the study was taken for dead meanwhile, or is to be stopped: then nothing of it is written. */
async function endStudy(ctx: Ctx, id: string): Promise<boolean> {
  const ended = await ctx.db
    .updateTable('insights_studies')
    .set({ state: 'done', finished_at: ctx.now, share: null })
    .where('workspace_id', '=', ctx.workspace.id)
    .where('id', '=', id)
    .where('state', '=', 'running')
    .where('cancel_requested', '=', false)
    .returning('id')
    .executeTakeFirst()
  return ended !== undefined
}
