import type { ReactNode } from 'react'
import { classes } from '#web/ui/classes.ts'

/** One column of a PlainTable. */
export interface PlainColumn<Row> {
  readonly heading: string
  readonly cell: (row: Row) => ReactNode
  /** Figures stand with their units under each other. */
  readonly isFigure?: boolean
  /** Names the row, for people who listen. */
  readonly isName?: boolean
  /** Stays on one line. */
  readonly isShort?: boolean
}

interface PlainTableProps<Row> {
  /** What the table holds, for people who listen. */
  readonly label: string
  readonly columns: readonly PlainColumn<Row>[]
  readonly rows: readonly Row[]
  readonly rowId: (row: Row) => string | number
  /** Said instead of the cells behind the first one, where a row has none. */
  readonly note?: (row: Row) => string | null
  readonly className?: string
}

/** A table short enough to be read whole. Long lists are a DataTable. */
export function PlainTable<Row>({ label, columns, rows, rowId, note, className }: PlainTableProps<Row>) {
  return (
    <div className={classes('overflow-auto rounded border border-line bg-surface', className)} role="group" aria-label={label} tabIndex={0}>
      <table className="w-full text-sm">
        <thead className="sticky top-0 bg-surface text-ink-soft">
          <tr className="border-b border-line">
            {columns.map(({ heading, isFigure }) => (
              <th key={heading} scope="col" className={classes('px-3 py-(--cell-y) font-medium', isFigure ? 'units-right' : 'text-start')}>
                {heading}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Cells key={rowId(row)} row={row} columns={columns} note={note?.(row) ?? null} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

interface CellsProps<Row> {
  readonly row: Row
  readonly columns: readonly PlainColumn<Row>[]
  readonly note: string | null
}

function Cells<Row>({ row, columns, note }: CellsProps<Row>) {
  const shown = note === null ? columns : columns.slice(0, 1)
  return (
    <tr className="border-b border-line last:border-0">
      {shown.map(({ heading, cell, isFigure, isName, isShort }) => {
        const look = classes(
          'px-3 py-(--cell-y)',
          isFigure ? 'figures units-right' : 'text-start font-normal',
          isShort && 'whitespace-nowrap',
        )
        if (!isName) {
          return (
            <td key={heading} className={look}>
              {cell(row)}
            </td>
          )
        }
        return (
          <th key={heading} scope="row" className={look}>
            {cell(row)}
          </th>
        )
      })}
      {note !== null && (
        <td colSpan={columns.length - 1} className="px-3 py-(--cell-y) text-ink-soft">
          {note}
        </td>
      )}
    </tr>
  )
}
