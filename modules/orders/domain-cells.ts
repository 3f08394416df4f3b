import type { Calendar, PeriodKind } from '#pure/calendar'
import { addCell, emptyLine, lineCells } from './domain-lines.ts'
import type { CellRow, Line } from './domain-lines.ts'

/** Lines by the first coordinate, for kinds that have two. */
export type Plane = Map<number, Line>
export type ByPeriod<T> = Readonly<Record<PeriodKind, T>>

/** The cells of one calendar. */
export interface CalendarCells {
  /** Month index of the first purchase → months since: customers active, their orders and amount. */
  readonly cohort: Plane
  /** Customers current at the start of a month index; counts boundaries in the future as far as the window reaches. */
  readonly current: Line
  /** Customers current both at the start and at the end of a period index. */
  readonly kept: ByPeriod<Line>
  /** Customers whose first purchase lies in a period index and who are current at its end. */
  readonly gained: ByPeriod<Line>
  /** Period index of the report's date → 0: current at that date, 1: those of them gained in the period, 2: current at its start too. */
  readonly running: ByPeriod<Plane>
}

/** All sums that reports are made of; grown by addCustomer. Kinds and coordinates are those of the table `orders_cells`. */
export interface Cells {
  /** By day: customers = first purchases, orders = purchases, amount = revenue. */
  readonly day: Line
  /** By day: customers = second purchases. */
  readonly dayReturn: Line
  /** By day: customers = third purchases. */
  readonly dayRepeat: Line
  /** By day: orders = refunds, amount = what went back. */
  readonly dayRefund: Line
  /** 1 to 11: the nth purchases of all customers; 12: all later ones (customers = who reached the 12th). */
  readonly nth: Line
  /** Days from the first to the second purchase. */
  readonly gapReturn: Line
  /** Days between consecutive purchases. */
  readonly gapAny: Line
  /** By the day on which the next purchase is due at the customer's own mean gap: customers with 2 purchases or more, their revenue. */
  readonly dueRepeat: Line
  /** By first day: customers with exactly one purchase, its amount. */
  readonly dueFirst: Line
  readonly gregorian: CalendarCells
  readonly persian: CalendarCells
}

/** Nth purchases from here on are pooled in one cell. */
export const POOLED_NTH = 12

/** Cells that count nothing yet. */
export function emptyCells(): Cells {
  return {
    day: emptyLine(),
    dayReturn: emptyLine(),
    dayRepeat: emptyLine(),
    dayRefund: emptyLine(),
    nth: emptyLine(),
    gapReturn: emptyLine(),
    gapAny: emptyLine(),
    dueRepeat: emptyLine(),
    dueFirst: emptyLine(),
    gregorian: emptyCalendarCells(),
    persian: emptyCalendarCells(),
  }
}

/** The cells as rows of `orders_cells`, kind by kind; those that are all zero are left out. */
export function* cellRows(cells: Cells): Generator<CellRow> {
  for (const [kind, line] of linesOf(cells)) for (const cell of lineCells(line)) yield row(kind, cell.x, 0, cell)
  for (const [kind, plane] of planesOf(cells)) {
    for (const [x, line] of [...plane].toSorted(([a], [b]) => a - b)) for (const cell of lineCells(line)) yield row(kind, x, cell.x, cell)
  }
}

/** Cells from stored rows, those of kinds that are not known left out. Rows of the same place add up. */
export function cellsFromRows(rows: Iterable<CellRow>): Cells {
  const cells = emptyCells()
  const lines = new Map(linesOf(cells))
  const planes = new Map(planesOf(cells))
  for (const { kind, x, y, customers, orders, amount } of rows) {
    const counts = { customers: Number(customers), orders: Number(orders), amount }
    const line = lines.get(kind)
    const plane = planes.get(kind)
    if (line) addCell(line, x, counts)
    else if (plane) addCell(lineIn(plane, x), y, counts)
  }
  return cells
}

/** The plane's line at `x`, made when there is none. */
export function lineIn(plane: Plane, x: number): Line {
  const found = plane.get(x)
  if (found) return found
  const made = emptyLine()
  plane.set(x, made)
  return made
}

const PERIODS: readonly PeriodKind[] = ['month', 'quarter', 'year']
const CALENDARS: readonly Calendar[] = ['gregorian', 'persian']

function emptyCalendarCells(): CalendarCells {
  const lines = () => ({ month: emptyLine(), quarter: emptyLine(), year: emptyLine() })
  const running = { month: new Map<number, Line>(), quarter: new Map<number, Line>(), year: new Map<number, Line>() }
  return { cohort: new Map(), current: emptyLine(), kept: lines(), gained: lines(), running }
}

function linesOf(cells: Cells): [kind: string, line: Line][] {
  return [
    ['day', cells.day],
    ['day:return', cells.dayReturn],
    ['day:repeat', cells.dayRepeat],
    ['day:refund', cells.dayRefund],
    ['nth', cells.nth],
    ['gap:return', cells.gapReturn],
    ['gap:any', cells.gapAny],
    ['due:repeat', cells.dueRepeat],
    ['due:first', cells.dueFirst],
    ...CALENDARS.map((calendar): [string, Line] => [`current:${calendar}`, cells[calendar].current]),
    ...CALENDARS.flatMap((calendar) =>
      PERIODS.flatMap((period): [string, Line][] => [
        [`kept:${calendar}:${period}`, cells[calendar].kept[period]],
        [`gained:${calendar}:${period}`, cells[calendar].gained[period]],
      ]),
    ),
  ]
}

function planesOf(cells: Cells): [kind: string, plane: Plane][] {
  return CALENDARS.flatMap((calendar): [string, Plane][] => [
    [`cohort:${calendar}`, cells[calendar].cohort],
    ...PERIODS.map((period): [string, Plane] => [`running:${calendar}:${period}`, cells[calendar].running[period]]),
  ])
}

function row(kind: string, x: number, y: number, counts: { customers: number; orders: number; amount: bigint }): CellRow {
  return { kind, x, y, customers: BigInt(counts.customers), orders: BigInt(counts.orders), amount: counts.amount }
}
