import type { ReactNode } from 'react'

/** A chart's values as a table: the first column names the row, the others hold figures. */
export interface ChartTableContent {
  readonly columns: readonly string[]
  readonly rows: readonly { readonly id: string; readonly cells: readonly ReactNode[] }[]
}

interface ChartTableProps extends ChartTableContent {
  readonly labelledBy: string
}

/** The accessible equal of a chart, at most one screen tall. */
export function ChartTable({ columns, rows, labelledBy }: ChartTableProps) {
  return (
    <div role="group" aria-labelledby={labelledBy} tabIndex={0} className="max-h-[60dvh] overflow-auto rounded border border-line">
      <table aria-labelledby={labelledBy} className="w-full border-separate border-spacing-0 text-sm">
        <thead>
          <tr>
            {columns.map((column, at) => (
              <th
                key={column}
                scope="col"
                className={`sticky top-0 z-1 border-b border-line bg-sunken px-3 py-2 text-xs font-medium whitespace-nowrap text-ink-soft ${at === 0 ? 'start-0 z-2 text-start' : 'units-right'}`}
              >
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="figures">
          {rows.map((row) => (
            <tr key={row.id} className="hover:bg-hover">
              {row.cells.map((cell, at) =>
                at === 0 ? (
                  <th
                    key={columns[at]}
                    scope="row"
                    className="sticky start-0 border-b border-line bg-surface px-3 py-1.5 text-start font-medium whitespace-nowrap"
                  >
                    {cell}
                  </th>
                ) : (
                  <td key={columns[at]} className="border-b border-line px-3 py-1.5 units-right whitespace-nowrap">
                    {cell}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
