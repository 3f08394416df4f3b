import { ArrowDown, ArrowUp, ChevronsUpDown } from 'lucide-react'
import { Button, Checkbox } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import { CheckMark } from '#web/ui/check-mark.tsx'
import { type Column, sortAfterPress, sortState } from '#web/ui/data-table-columns.ts'

interface DataTableHeadProps {
  readonly columns: readonly Column<unknown>[]
  readonly template: string
  readonly sort: string | undefined
  readonly onSort: ((sort: string) => void) | undefined
  /** Undefined when rows cannot be chosen. */
  readonly chosen: 'all' | 'some' | 'none' | undefined
  readonly onChooseAll: () => void
}

const CELL = 'flex h-9 min-w-0 items-center px-3'
const STICKY = 'sticky z-1 bg-inherit'

/** The heading line of a DataTable: stays at the top, sorts, and chooses everything. */
export function DataTableHead({ columns, template, sort, onSort, chosen, onChooseAll }: DataTableHeadProps) {
  const { t } = useTranslation('web')
  const first = chosen === undefined ? 1 : 2
  return (
    <div role="rowgroup" className="sticky top-0 z-2">
      <div
        role="row"
        aria-rowindex={1}
        className="grid border-b border-line bg-sunken text-xs font-medium text-ink-soft"
        style={{ gridTemplateColumns: template }}
      >
        {chosen !== undefined && (
          <div role="columnheader" aria-colindex={1} className={`${CELL} ${STICKY} start-0 justify-center`}>
            <Checkbox
              isSelected={chosen === 'all'}
              isIndeterminate={chosen === 'some'}
              onChange={onChooseAll}
              aria-label={t('table.chooseAll')}
              className="group/box"
            >
              <CheckMark state={chosen} />
            </Checkbox>
          </div>
        )}
        {columns.map((column, at) => (
          <div
            key={column.id}
            role="columnheader"
            aria-colindex={at + first}
            aria-sort={column.sort && onSort ? sortState(sort, column.id) : undefined}
            className={`${CELL} ${column.align === 'end' ? 'ltr:justify-end' : ''} ${at === 0 ? `${STICKY} ${chosen === undefined ? 'start-0' : 'start-11'}` : ''}`}
          >
            {column.sort && onSort ? (
              <SortButton column={column} sort={sort} onSort={onSort} />
            ) : (
              <span className="truncate">{column.heading}</span>
            )}
          </div>
        ))}
      </div>
    </div>
  )
}

function SortButton({
  column,
  sort,
  onSort,
}: {
  readonly column: Column<unknown>
  readonly sort: string | undefined
  readonly onSort: (sort: string) => void
}) {
  const state = sortState(sort, column.id)
  const Arrow = state === 'ascending' ? ArrowUp : state === 'descending' ? ArrowDown : ChevronsUpDown
  return (
    <Button
      onPress={() => onSort(sortAfterPress(sort, column))}
      className={`-mx-1.5 inline-flex h-7 min-w-0 items-center gap-1 rounded px-1.5 hover:bg-hover ${state === 'none' ? '' : 'text-ink'} ${column.align === 'end' ? 'ltr:flex-row-reverse' : ''}`}
    >
      <span className="truncate">{column.heading}</span>
      <Arrow aria-hidden size={13} className={`shrink-0 ${state === 'none' ? 'opacity-60' : ''}`} />
    </Button>
  )
}
