import { useState } from 'react'
import type { ReactNode } from 'react'

/** One column of a DataTable. */
export interface Column<Row> {
  /** Also the name the server sorts by. */
  readonly id: string
  readonly heading: string
  // A method, so that a Column<Customer> is also a Column<unknown>: the memoised row does not know the type.
  cell(row: Row): ReactNode
  /** May be sorted; says which way the first press goes (names up, amounts and dates down). */
  readonly sort?: 'ascending' | 'descending'
  /** Figures stand at the end, in tabular digits. */
  readonly align?: 'start' | 'end'
  /** Least width in pixels. */
  readonly width?: number
  /** Share of the space left over; 0 keeps the least width. */
  readonly grow?: number
  /** Not shown until somebody asks for it. */
  readonly hiddenAtFirst?: boolean
}

/** What a person set for one table on this device. */
export interface TableChoice {
  readonly hidden: readonly string[]
  /** Null where the table follows how the person reads all tables. */
  readonly density: 'comfortable' | 'compact' | null
}

/** The remembered choice of a table, and how to change it. */
export function useTableChoice(
  tableId: string,
  columns: readonly Pick<Column<unknown>, 'id' | 'hiddenAtFirst'>[],
): [TableChoice, (choice: TableChoice) => void] {
  const key = `bazgasht.table.${tableId}`
  const [choice, setChoice] = useState<TableChoice>(() => readChoice(localStorage.getItem(key), columns))
  const change = (next: TableChoice) => {
    localStorage.setItem(key, JSON.stringify(next))
    setChoice(next)
  }
  return [choice, change]
}

/** A stored choice, or the usual one when nothing readable is stored. */
export function readChoice(stored: string | null, columns: readonly Pick<Column<unknown>, 'id' | 'hiddenAtFirst'>[]): TableChoice {
  const usual: TableChoice = { hidden: columns.filter((column) => column.hiddenAtFirst).map((column) => column.id), density: null }
  try {
    const { hidden, density } = JSON.parse(stored ?? 'null')
    if (!Array.isArray(hidden)) return usual
    const own = density === 'comfortable' || density === 'compact' ? density : null
    return { hidden: hidden.filter((id) => typeof id === 'string'), density: own }
  } catch {
    return usual
  }
}

/** The columns to show, in their order; the first is the row's name and always stays. */
export function shownColumns<Row>(columns: readonly Column<Row>[], choice: TableChoice): readonly Column<Row>[] {
  return columns.filter((column, index) => index === 0 || !choice.hidden.includes(column.id))
}

/** CSS grid tracks and the least width of a row: a narrow track for the box when rows can be chosen, then one a column. */
export function tracks(
  columns: readonly Pick<Column<unknown>, 'width' | 'grow'>[],
  choosable: boolean,
): { readonly template: string; readonly width: number } {
  const sized = columns.map(({ width = 120, grow = 1 }) => ({ width, track: grow === 0 ? `${width}px` : `minmax(${width}px, ${grow}fr)` }))
  const all = choosable ? [{ width: BOX, track: `${BOX}px` }, ...sized] : sized
  return { template: all.map(({ track }) => track).join(' '), width: all.reduce((sum, { width }) => sum + width, 0) }
}

/** 'last' → sorted up by last; '-last' → down. */
export function sortState(sort: string | undefined, id: string): 'ascending' | 'descending' | 'none' {
  if (sort === id) return 'ascending'
  return sort === `-${id}` ? 'descending' : 'none'
}

/** The sort after a press on a heading: its first way, then the other, and back. */
export function sortAfterPress(sort: string | undefined, column: Pick<Column<unknown>, 'id' | 'sort'>): string {
  const state = sortState(sort, column.id)
  const next = state === 'none' ? column.sort : state === 'ascending' ? 'descending' : 'ascending'
  return next === 'descending' ? `-${column.id}` : column.id
}

const BOX = 44
