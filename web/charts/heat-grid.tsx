import { useMemo } from 'react'
import { Link } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import { ChartFrame, type ChartFrameProps } from '#web/charts/chart-frame.tsx'
import { heatColours, heatScale, rgbOf } from '#web/charts/heat-colour.ts'
import { type ColouredCell, heatPicture } from '#web/charts/heat-picture.ts'
import { useChartLook, useToken } from '#web/charts/use-chart-look.ts'
import { classes } from '#web/ui/classes.ts'
import { NumberLink } from '#web/ui/number-link.tsx'

/** A row of the grid; `size` is a figure of the whole row that stands beside its name. */
export interface HeatRow {
  readonly id: string
  readonly label: string
  readonly href?: string | undefined
  readonly size?: string
}

/** One cell: its value decides the colour, its text is what people read. */
export interface HeatValue {
  readonly value: number
  readonly text: string
  readonly href?: string | undefined
}

export interface HeatGridProps extends ChartFrameProps {
  readonly rows: readonly HeatRow[]
  readonly columns: readonly { readonly id: string; readonly label: string }[]
  /** The cell at a row and a column, by index; null where there is none. */
  readonly cell: (row: number, column: number) => HeatValue | null
  /** What the rows are; what the columns are; what `size` is. */
  readonly heading: string
  readonly columnsHeading?: string
  readonly sizeHeading?: string
}

const HEAD = 'sticky top-0 z-2 bg-surface px-2 py-1 font-medium whitespace-nowrap'

/** A table whose cells are coloured by value, so that everyone can read it; cells open what is behind them. */
export function HeatGrid({ rows, columns, cell, heading, columnsHeading, sizeHeading, ...props }: HeatGridProps) {
  const { t } = useTranslation('charts')
  const look = useChartLook()
  const [lowToken, highToken] = [useToken('--heat-low'), useToken('--heat-high')]
  const grid = useMemo(() => {
    const cells = rows.map((_, r) => columns.map((_, c) => cell(r, c)))
    const heat = heatScale(cells.flatMap((line) => line.flatMap((each) => (each ? [each.value] : []))))
    const [low, high] = [rgbOf(lowToken), rgbOf(highToken)]
    return cells.map((line) => line.map((each) => each && colouredCell(each, heatColours(low, high, heat(each.value)))))
  }, [rows, columns, cell, lowToken, highToken])
  const picture = useMemo(() => heatPicture({ rows, columns, grid, heading }, look), [rows, columns, grid, heading, look])
  return (
    <ChartFrame {...props} picture={picture}>
      <div
        role="group"
        aria-label={heading}
        tabIndex={0}
        className="max-h-[70dvh] overflow-auto overscroll-x-contain rounded border border-line"
      >
        <table className="figures w-max min-w-full border-separate border-spacing-px text-sm">
          <thead className="text-xs text-ink-soft">
            <tr>
              <th scope="col" rowSpan={columnsHeading ? 2 : 1} className={`${HEAD} start-0 z-3 text-start`}>
                {heading}
              </th>
              {sizeHeading && (
                <th scope="col" rowSpan={columnsHeading ? 2 : 1} className={`${HEAD} units-right`}>
                  {sizeHeading}
                </th>
              )}
              {columnsHeading ? (
                <th scope="colgroup" colSpan={columns.length} className={`${HEAD} text-start`}>
                  <span className="sticky start-32">{columnsHeading}</span>
                </th>
              ) : (
                <ColumnNames columns={columns} />
              )}
            </tr>
            {columnsHeading && (
              <tr>
                <ColumnNames columns={columns} isBelow />
              </tr>
            )}
          </thead>
          <tbody>
            {rows.map((row, r) => (
              <tr key={row.id}>
                <th scope="row" className="sticky start-0 z-1 bg-surface px-2 py-1 text-start font-medium whitespace-nowrap">
                  {sizeHeading || !row.href ? (
                    row.label
                  ) : (
                    <NumberLink href={row.href} label={heading}>
                      {row.label}
                    </NumberLink>
                  )}
                </th>
                {sizeHeading && (
                  <td className="px-2 py-1 units-right">
                    <NumberLink href={row.href} label={`${row.label}, ${sizeHeading}`}>
                      {row.size ?? '–'}
                    </NumberLink>
                  </td>
                )}
                {(grid[r] ?? []).map((each, c) => (
                  <HeatCell
                    key={columns[c]?.id}
                    cell={each}
                    label={t('cell', { row: row.label, column: columns[c]?.label, value: each?.text })}
                  />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </ChartFrame>
  )
}

function ColumnNames({ columns, isBelow = false }: { readonly columns: HeatGridProps['columns']; readonly isBelow?: boolean }) {
  return columns.map((column) => (
    <th key={column.id} scope="col" className={classes(HEAD, 'min-w-13 text-center', isBelow && 'top-7')}>
      {column.label}
    </th>
  ))
}

interface HeatCellProps {
  readonly cell: ColouredCell | null
  readonly label: string
}

function HeatCell({ cell, label }: HeatCellProps) {
  if (!cell) return <td />
  return (
    <td className="p-0 text-center" style={{ backgroundColor: cell.background, color: cell.colour }}>
      {cell.href ? (
        <Link
          href={cell.href}
          aria-label={label}
          className="block px-1.5 py-1 outline-current hovered:underline ringed:-outline-offset-2 ringed:outline-current"
        >
          {cell.text}
        </Link>
      ) : (
        <span className="block px-1.5 py-1">{cell.text}</span>
      )}
    </td>
  )
}

function colouredCell(cell: HeatValue, { background, text: colour }: { readonly background: string; readonly text: string }): ColouredCell {
  return { ...cell, background, colour }
}
