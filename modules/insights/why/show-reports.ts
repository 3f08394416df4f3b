import type { Ctx } from '#core/context'
import { isoOfDay } from '#pure/calendar'
import { lensOf } from '../time/lens.ts'
import { EVERYBODY } from './ask-for-study.ts'
import type { ProductsReport, ProductView, StudyState, WhyReport } from './api.ts'
import { looksLikeService } from './domain-services.ts'
import { LENS_KEPT_MS, readPart } from './parts.ts'

/** What distinguishes those who return, of everybody or of a segment's customers. */
export async function showWhy(ctx: Ctx, segmentId: string | null): Promise<WhyReport> {
  const lens = await lensIdOf(ctx, segmentId)
  const frame = await frameOf(ctx, lens)
  return { ...frame, content: frame.standing && ((await readPart(ctx, lens, 'factors'))?.content ?? null) }
}

/** One view of products, of everybody or of a segment's customers. */
export async function showProducts(ctx: Ctx, view: ProductView, segmentId: string | null): Promise<ProductsReport> {
  const lens = await lensIdOf(ctx, segmentId)
  const frame = await frameOf(ctx, lens)
  const part = frame.standing && (await readPart(ctx, lens, view))
  return { ...frame, content: part && { [view]: part.content }, services: await servicesSold(ctx) }
}

/** By what name a lens is kept; whoever may not see the segment is refused. */
export async function lensIdOf(ctx: Ctx, segmentId: string | null): Promise<string> {
  await lensOf(ctx, segmentId)
  return segmentId ?? EVERYBODY
}

/** The latest study of a lens; null before the first. */
export async function latestStudy(ctx: Ctx, lens: string): Promise<StudyState | null> {
  const row = await ctx.db
    .selectFrom('insights_studies')
    .select(['id', 'state', 'share', 'asked_at', 'finished_at', 'error'])
    .where('workspace_id', '=', ctx.workspace.id)
    .where('lens', '=', lens)
    .orderBy('asked_at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (!row) return null
  const { id, state, share, asked_at, finished_at, error } = row
  return { id, state, share, askedAt: asked_at.toISOString(), finishedAt: finished_at?.toISOString() ?? null, error }
}

/** What was found of a segment longer than a day ago counts no more. */
async function frameOf(ctx: Ctx, lens: string): Promise<Pick<WhyReport, 'study' | 'standing'>> {
  const study = await latestStudy(ctx, lens)
  const part = await readPart(ctx, lens, 'standing')
  if (!part || (lens !== EVERYBODY && ctx.now.getTime() - part.madeAt.getTime() > LENS_KEPT_MS)) return { study, standing: null }
  return { study, standing: { ...part.content, asOf: isoOfDay(part.content.asOfDay), madeAt: part.madeAt.toISOString() } }
}

/** Codes that look like services, among those that most customers bought. */
async function servicesSold(ctx: Ctx): Promise<ProductsReport['services']> {
  const rows = await ctx.db
    .selectFrom('orders_products')
    .select(['id', 'code', 'name'])
    .where('workspace_id', '=', ctx.workspace.id)
    .where('is_archived', '=', false)
    .orderBy('orders', 'desc')
    .limit(2000)
    .execute()
  return rows.filter(({ code, name }) => looksLikeService(code, name)).slice(0, 10)
}
