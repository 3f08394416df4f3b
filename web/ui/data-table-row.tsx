import { memo, useId } from 'react'
import { Checkbox } from 'react-aria-components'
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

function Row({ row, index, domId, columns, template, top, height, active, chosen, onPress, onChoose }: DataTableRowProps) {
  const { t } = useTranslation('web')
  const nameId = useId()
  const first = chosen === undefined ? 1 : 2
  return (
    <div
      role="row"
      id={domId}
      aria-rowindex={index + 2}
      aria-selected={chosen}
      data-active={active || undefined}
      className={`absolute inset-x-0 grid border-b border-line bg-surface text-sm hover:bg-hover aria-selected:bg-accent-soft has-[a[href]]:cursor-pointer group-focus-visible/grid:data-active:outline-2 group-focus-visible/grid:data-active:-outline-offset-2 group-focus-visible/grid:data-active:outline-focus`}
      style={{ gridTemplateColumns: template, height, transform: `translateY(${top}px)` }}
      onClick={(event) => onPress(index, event)}
    >
      {chosen !== undefined && (
        <div role="gridcell" aria-colindex={1} className={`${CELL} ${STICKY} start-0 justify-center`} onClickCapture={(event) => { onChoose(index, event.shiftKey); event.preventDefault(); event.stopPropagation() }}>
          <Checkbox excludeFromTabOrder isSelected={chosen} aria-label={t('table.choose')} aria-describedby={nameId} className="group/box">
            <CheckMark state={chosen ? 'all' : 'none'} />
          </Checkbox>
        </div>
      )}
      <RowIsActive value={active}>
        {columns.map((column, at) => (
          <div
            key={column.id}
            id={at === 0 ? nameId : undefined}
            role={at === 0 ? 'rowheader' : 'gridcell'}
            aria-colindex={at + first}
            className={`${CELL} ${column.align === 'end' ? 'figures justify-end text-end' : ''} ${at === 0 ? `${STICKY} ${chosen === undefined ? 'start-0' : 'start-11'} font-medium` : ''}`}
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
