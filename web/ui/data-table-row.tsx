import { memo, useId } from 'react'
import { useTranslation } from 'react-i18next'
import { CheckMark } from '#web/ui/check-mark.tsx'
import type { Column } from '#web/ui/data-table-columns.ts'
import { RowIsActive } from '#web/ui/row-link.tsx'

interface DataTableRowProps {
  readonly row: unknown
  readonly index: number
  readonly domId: string
  readonly columns: readonly Column<unknown>[]
  readonly template: string
  readonly top: number
  readonly height: number
  readonly active: boolean
  /** Undefined when rows cannot be chosen. */
  readonly chosen: boolean | undefined
  readonly onPress: (index: number, event: React.MouseEvent<HTMLElement>) => void
  readonly onChoose: (index: number, shift: boolean) => void
}

const CELL = 'flex min-w-0 items-center px-3'
const STICKY = 'sticky z-1 bg-inherit'
// Drawn above the sticky cells, which would cover an outline of the row.
const RING =
  'group-focus-visible/grid:data-active:after:pointer-events-none group-focus-visible/grid:data-active:after:absolute group-focus-visible/grid:data-active:after:inset-0 ' +
  'group-focus-visible/grid:data-active:after:z-2 group-focus-visible/grid:data-active:after:border-2 group-focus-visible/grid:data-active:after:border-focus'

function Row({ row, index, domId, columns, template, top, height, active, chosen, onPress, onChoose }: DataTableRowProps) {
  const { t } = useTranslation('web')
  const nameId = useId()
  const first = chosen === undefined ? 1 : 2
  const choose = (event: React.MouseEvent) => {
    onChoose(index, event.shiftKey)
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <div
      role="row"
      id={domId}
      aria-rowindex={index + 2}
      aria-selected={chosen}
      data-active={active || undefined}
      className={`absolute inset-x-0 grid border-b border-line bg-surface text-sm hover:bg-hover aria-selected:bg-accent-soft has-[a[href]]:cursor-pointer ${RING}`}
      style={{ gridTemplateColumns: template, height, transform: `translateY(${top}px)` }}
      onClick={(event) => onPress(index, event)}
    >
      {chosen !== undefined && (
        <div role="gridcell" aria-colindex={1} className={`${CELL} ${STICKY} start-0 justify-center`} onClickCapture={choose}>
          {/* A plain box: React Aria's costs more than the rest of the row, and the grid already answers keys, focus and Shift. */}
          <label className="cursor-pointer p-1">
            <input
              type="checkbox"
              tabIndex={-1}
              checked={chosen}
              readOnly
              aria-label={t('table.choose')}
              aria-describedby={nameId}
              className="sr-only"
            />
            <CheckMark state={chosen ? 'all' : 'none'} />
          </label>
        </div>
      )}
      <RowIsActive value={active}>
        {columns.map((column, at) => (
          <div
            key={column.id}
            id={at === 0 ? nameId : undefined}
            role={at === 0 ? 'rowheader' : 'gridcell'}
            aria-colindex={at + first}
            className={`${CELL} ${column.align === 'end' ? 'figures units-right ltr:justify-end' : ''} ${at === 0 ? `${STICKY} ${chosen === undefined ? 'start-0' : 'start-11'} font-medium` : ''}`}
          >
            <div className="min-w-0 truncate">{column.cell(row)}</div>
          </div>
        ))}
      </RowIsActive>
    </div>
  )
}

/** One row of a DataTable; draws again only when something of its own changed, which keeps scrolling smooth. */
export const DataTableRow = memo(Row)
