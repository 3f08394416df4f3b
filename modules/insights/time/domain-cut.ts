import { addToLine, emptyLine, histogramQuantile, lineCell, lineCells } from '#domain/orders'
import type { Cells, Line } from '#domain/orders'
import { isoOfDay } from '#pure/calendar'
import { shareOf } from '../domain-shares.ts'
import { retentionPeriods } from '../domain-retention.ts'
import type { CohortCut, CohortCutRow, CohortMeasure } from './api.ts'
import { cohortText, type CohortBehind } from './domain-behind.ts'
import type { Cut } from './domain-cut-fold.ts'
import { firstDayAt, periodAt, type Grid } from './domain-grains.ts'
import type { RetentionCounts } from './domain-retention-fold.ts'

/** A group of customers: the part that the fold counted it as is its place in the list. */
export interface Group {
  readonly id: string
  readonly name: string
  /** What its customers' first purchase was; null when a segment says who they are. */
  readonly first: CohortBehind['group']
}

interface CutOptions {
  readonly grid: Grid
  readonly measure: CohortMeasure
  readonly asOfDay: number
  /** Null where rows are periods. */
  readonly groups: readonly Group[] | null
  /** Only customers whose first purchase lies between these ISO days; null where that was not asked for. */
  readonly between?: Pick<CohortBehind, 'from' | 'to'>
}

const EVER = { from: null, to: null }

type Parts = Pick<CohortCut, 'rows' | 'retention' | 'gaps'>

/** What was folded as rows, groups by size, periods without new customers left out. */
export function cutParts(cut: Cut, { grid, measure, asOfDay, groups, between = EVER }: CutOptions): Parts {
  const now = periodAt(grid, asOfDay)
  const valuesOf = (row: number, count: number) => Array.from({ length: count }, (_, k) => valueAt(cut, measure, row * cut.columns + k))
  const rows = groups
    ? groups.map((group, row): CohortCutRow => {
        const eligible = Array.from(cut.eligible.subarray(row * cut.columns, (row + 1) * cut.columns)).filter((count) => count > 0)
        const values = valuesOf(row, eligible.length)
        const behind = cohortText({ ...grid, index: null, group: group.first, ...between, after: 0 })
        return { id: group.id, name: group.name, index: null, size: cut.sizes[row] ?? 0, values, eligible, behind }
      })
    : Array.from({ length: cut.rows }, (_, row): CohortCutRow => {
        const index = cut.base + row
        const values = valuesOf(row, Math.min(cut.columns, now - index + 1))
        return { ...periodRow(grid, index, between), size: cut.sizes[row] ?? 0, values, eligible: null }
      })
  const names = groups?.map(({ id, name }): { id: string; name: string | null } => ({ id, name })) ?? [EVERYBODY]
  return {
    rows: rows.filter(({ size }) => size > 0),
    retention: names.map((name, part) => ({ ...name, periods: periodsOf(cut.retention, part, { grid, asOfDay }) })),
    gaps: gapsOf(lineOf(cut.gaps), lineOf(cut.firstGaps)),
  }
}

const EVERYBODY = { id: 'all', name: null }

/** Whether kept cells say it: sums of months make up quarters and years, but a customer of two months is one of their quarter. */
export function cellsKnow(grain: Grid['grain'], measure: CohortMeasure): boolean {
  if (grain === 'month') return measure !== 'margin'
  return (grain === 'quarter' || grain === 'year') && (measure === 'orders' || measure === 'revenue')
}

/** The same from kept cells, for what cellsKnow says. */
export function cutOfCells(cells: Cells, { grid, measure, asOfDay }: Omit<CutOptions, 'groups'>): Parts {
  const { grain, calendar } = grid
  if (grain === 'day' || grain === 'week') throw new Error('cells are of months')
  const now = periodAt(grid, asOfDay)
  const months = { month: 1, quarter: 3, year: 12 }[grain]
  const found = new Map<number, { size: number; counts: { customers: number; orders: number; amount: bigint }[] }>()
  for (const [month, line] of [...cells[calendar].cohort].toSorted(([a], [b]) => a - b)) {
    const index = Math.floor(month / months)
    if (index > now) continue
    const row = found.get(index) ?? {
      size: 0,
      counts: Array.from({ length: now - index + 1 }, () => ({ customers: 0, orders: 0, amount: 0n })),
    }
    found.set(index, row)
    row.size += lineCell(line, 0).customers
    for (const { x, customers, orders, amount } of lineCells(line)) {
      const counts = row.counts[Math.floor((month + x) / months) - index]
      if (!counts) continue
      counts.customers += customers
      counts.orders += orders
      counts.amount += amount
    }
  }
  const rows = [...found].map(([index, { size, counts }]): CohortCutRow => {
    const values = counts.map(({ customers, orders, amount }) =>
      measure === 'customers' ? customers : measure === 'orders' ? orders : String(amount),
    )
    return { ...periodRow(grid, index, EVER), size, values, eligible: null }
  })
  return {
    rows: rows.filter(({ size }) => size > 0),
    retention: [{ ...EVERYBODY, periods: retentionPeriods(cells[calendar], calendar, grain, asOfDay) }],
    gaps: gapsOf(cells.gapAny, cells.gapReturn),
  }
}

function periodRow(grid: Grid, index: number, between: Pick<CohortBehind, 'from' | 'to'>) {
  const behind = cohortText({ ...grid, index, group: null, ...between, after: 0 })
  return { id: isoOfDay(firstDayAt(grid, index)), index, name: null, behind }
}

function valueAt({ customers, orders, low, high, margin }: Cut, measure: CohortMeasure, at: number): number | string {
  if (measure === 'customers') return customers[at] ?? 0
  if (measure === 'orders') return orders[at] ?? 0
  if (measure === 'margin') return String(Math.round(margin[at] ?? 0))
  return String(BigInt(high[at] ?? 0) * 2n ** 52n + BigInt(low[at] ?? 0))
}

/** Periods from the first purchase's, without gaps. */
function periodsOf(
  { base, periods, bounds, first, start, gained, kept, end }: RetentionCounts,
  part: number,
  { grid, asOfDay }: Pick<CutOptions, 'grid' | 'asOfDay'>,
): CohortCut['retention'][number]['periods'] {
  const found = Array.from({ length: periods }, (_, k) => {
    const at = part * periods + k
    const [S = 0, N = 0, both = 0, E = 0] = [start[at], gained[at], kept[at], end[at]]
    return {
      period: isoOfDay(bounds[k] ?? 0),
      index: base + k,
      complete: firstDayAt(grid, base + k + 1) <= asOfDay + 1,
      start: S,
      new: N,
      end: E,
      retained: both,
      wonBack: E - N - both,
      lost: S - both,
      rate: shareOf(E - N, S),
      strictRate: shareOf(both, S),
    }
  })
  return found.slice(first[part])
}

function lineOf(counts: Float64Array): Line {
  const line = emptyLine()
  for (let x = 0; x < counts.length; x++) if (counts[x]! > 0) addToLine(line, x, counts[x]!, counts[x]!, 0)
  return line
}

function gapsOf(any: Line, first: Line): CohortCut['gaps'] {
  const quartiles = (line: Line) => ({
    median: histogramQuantile(line, 0.5),
    q1: histogramQuantile(line, 0.25),
    q3: histogramQuantile(line, 0.75),
  })
  return { any: quartiles(any), first: quartiles(first), counts: Array.from(lineCells(any), ({ x, customers }) => [x, customers]) }
}
