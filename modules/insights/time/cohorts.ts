import { sql, type RawBuilder } from 'kysely'
import * as z from 'zod'
import { inTransaction, type Ctx } from '#core/context'
import { lineRange } from '#domain/orders'
import { findBook, readCells, type Book } from '#modules/orders'
import { dayOfIso, isoOfDay } from '#pure/calendar'
import { marginNow, readJudgement } from '../scores/settings.ts'
import type { CohortCut, CohortsQuery } from './api.ts'
import { cellsKnow, cutOfCells, cutParts } from './domain-cut.ts'
import { beginCut, type Cut, type CutInput } from './domain-cut-fold.ts'
import { periodAt, type Grain, type Grid } from './domain-grains.ts'
import { foldHistories, type FoldProgram, type Waiting } from './fold-histories.ts'
import { groupingOf } from './groups.ts'
import { lensOf } from './lens.ts'

/** Customers by the period or the kind of their first purchase, and what they did since: from kept cells where they say it, else folded while one waits. */
export async function loadCohorts(ctx: Ctx, query: CohortsQuery, waiting: Waiting = {}): Promise<CohortCut> {
  const { measure, grain, by, segment = null, calendar = ctx.workspace.calendar } = query
  const grid: Grid = { grain, calendar, weekStart: ctx.workspace.weekStart }
  const lens = await lensOf(ctx, segment)
  const book = await inTransaction(ctx, findBook)
  const days = await daysOf(ctx)
  const about = {
    grain,
    calendar,
    measure,
    by,
    currency: ctx.workspace.currency,
    windowDays: book?.windowDays ?? 0,
    hasAmounts: book?.hasAmounts ?? false,
  }
  if (!book || book.lastDay === null || days === null) return { ...about, ...NOTHING }
  const standing = { ...about, empty: false, asOf: isoOfDay(book.lastDay), left: 0, margin: null, isStudied: true }
  const isKept = by === 'none' && segment === null && query.from === undefined && query.to === undefined && cellsKnow(grain, measure)
  if (isKept) {
    const parts = cutOfCells(await readCells(ctx, kindsOf(grid)), { grid, measure, asOfDay: book.lastDay })
    return { ...standing, ...parts, customers: sizeOf(parts.rows) }
  }
  return { ...standing, ...(await foldCohorts(ctx, { query, grid, asOfDay: book.lastDay, firstDay: days.first, book, lens }, waiting)) }
}

const NOTHING = {
  empty: true,
  asOf: null,
  margin: null,
  isStudied: true,
  customers: 0,
  rows: [],
  left: 0,
  retention: [],
  gaps: { any: { median: null, q1: null, q3: null }, first: { median: null, q1: null, q3: null }, counts: [] },
} satisfies Partial<CohortCut>

interface Asked {
  readonly query: CohortsQuery
  readonly grid: Grid
  readonly asOfDay: number
  readonly firstDay: number
  readonly book: Book
  readonly lens: RawBuilder<unknown> | null
}

/** How many rows and columns a page can show; earlier rows are had by asking for their days. */
const MOST: Readonly<Record<Grain, { readonly mostRows: number; readonly mostColumns: number }>> = {
  day: { mostRows: 60, mostColumns: 60 },
  week: { mostRows: 104, mostColumns: 53 },
  month: { mostRows: 240, mostColumns: 120 },
  quarter: { mostRows: 80, mostColumns: 80 },
  year: { mostRows: 40, mostColumns: 40 },
}

async function foldCohorts(ctx: Ctx, { query, grid, asOfDay, firstDay, book, lens }: Asked, waiting: Waiting) {
  const { measure, by } = query
  const from = Math.max(firstDay, dayIn(query.from) ?? firstDay)
  const to = Math.min(asOfDay, dayIn(query.to) ?? asOfDay)
  const margin = measure === 'margin' ? await inTransaction(ctx, async (ctx) => marginNow(ctx, await readJudgement(ctx))) : null
  const grouping = by === 'none' ? null : await inTransaction(ctx, (ctx) => groupingOf(ctx, by, lens))
  const wanted = grouping?.wanted ?? { among: lens }
  const between = { from: query.from ?? null, to: query.to ?? null }
  const input = {
    ...grid,
    firstDay,
    asOfDay,
    from,
    to,
    groups: grouping?.groups.length ?? 0,
    windowDays: book.windowDays,
    shopMargin: margin?.share ?? 0,
    ...MOST[grid.grain],
  }
  const parts =
    from > to || grouping?.groups.length === 0
      ? null
      : cutParts(await fold(), { grid, measure, asOfDay, groups: grouping?.groups ?? null, between })
  const rows = parts?.rows ?? []
  return {
    ...(parts ?? NOTHING_CUT),
    margin,
    isStudied: grouping?.isStudied ?? true,
    customers: sizeOf(rows),
    left: grouping?.left ?? Math.max(0, periodAt(grid, to) - periodAt(grid, from) + 1 - MOST[grid.grain].mostRows),
  }

  function fold(): Promise<Cut> {
    const beside = measure === 'margin' ? { ...wanted, ...MARGINS, beside: sql`${wanted.beside ?? sql``} ${MARGINS.beside}` } : wanted
    return foldHistories(ctx, beside, { program: CUT, input }, waiting)
  }
}

const NOTHING_CUT = { rows: [], retention: [], gaps: NOTHING.gaps }

const MARGINS = {
  beside: sql`left join insights_types m on m.workspace_id = h.workspace_id and m.customer_id = h.customer_id`,
  amount: sql`m.margin`,
}

const CUT: FoldProgram<Omit<CutInput, 'expected'>, Cut> = {
  thread: new URL('./cut-thread.ts', import.meta.url),
  begin: beginCut,
  result: z.custom<Cut>((value) => typeof value === 'object' && value !== null && 'sizes' in value),
}

/** From the first to the last day with a purchase; null without one. */
async function daysOf(ctx: Ctx): Promise<{ readonly first: number; readonly last: number } | null> {
  return lineRange((await readCells(ctx, ['day'])).day)
}

function kindsOf({ grain, calendar }: Grid): string[] {
  const ofPeriod = ['kept', 'gained', 'running'].map((kind) => `${kind}:${calendar}:${grain}`)
  return [`cohort:${calendar}`, `current:${calendar}`, 'gap:any', 'gap:return', ...ofPeriod]
}

function dayIn(text: string | undefined): number | null {
  return text === undefined ? null : dayOfIso(text)
}

function sizeOf(rows: readonly { readonly size: number }[]): number {
  return rows.reduce((sum, { size }) => sum + size, 0)
}
