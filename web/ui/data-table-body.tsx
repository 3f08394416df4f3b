import { useVirtualizer } from '@tanstack/react-virtual'
import { useCallback, useEffect, useId, useMemo, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { DataTableProps } from '#web/ui/data-table.tsx'
import { tracks } from '#web/ui/data-table-columns.ts'
import { DataTableHead } from '#web/ui/data-table-head.tsx'
import { DataTableRow } from '#web/ui/data-table-row.tsx'
import { EVERYTHING, headState, isChosen, NOTHING } from '#web/ui/data-table-selection.ts'
import { followRowLink } from '#web/ui/row-link.tsx'
import { useTableKeyboard } from '#web/ui/use-table-keyboard.ts'

interface DataTableBodyProps<Row> extends DataTableProps<Row> {
  readonly rowHeight: number
  readonly describedBy: string
}

const HEAD = 37
const PLACEHOLDERS = 8

/** The scrolling part of a DataTable: a grid whose rows exist only near the window. */
export function DataTableBody<Row>(props: DataTableBodyProps<Row>) {
  const { label, columns, rows, rowId, total, state, sort, onSort, more, choosing, rowHeight, describedBy, maxHeight = '70dvh' } = props
  const { t } = useTranslation()
  const gridId = useId()
  const scroller = useRef<HTMLDivElement>(null)
  const loading = state === 'loading'
  const count = loading ? 0 : rows.length
  const ids = useMemo(() => rows.map(rowId), [rows, rowId])
  // Stable on purpose: a new function here makes the virtualizer measure all rows again at every scroll.
  const getItemKey = useCallback((index: number) => ids[index] ?? index, [ids])
  const estimateSize = useCallback(() => rowHeight, [rowHeight])
  const virtual = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize,
    getItemKey,
    overscan: 6,
    scrollPaddingStart: HEAD,
  })
  useEffect(() => virtual.measure(), [virtual, rowHeight])
  const seen = virtual.getVirtualItems()
  useMoreRows(more, seen.at(-1)?.index ?? 0, count)
  const { template, width } = tracks(columns, choosing !== undefined)
  const domId = (index: number) => `${gridId}-${index}`
  const keyboard = useTableKeyboard({
    ids,
    choosing,
    pageRows: Math.max(1, Math.floor((scroller.current?.clientHeight ?? 400) / rowHeight) - 2),
    scrollTo: (index) => virtual.scrollToIndex(index),
    open: (index, keys) => followRowLink(document.getElementById(domId(index)), keys),
  })
  const height = loading ? PLACEHOLDERS * rowHeight : virtual.getTotalSize() + (more?.has ? rowHeight : 0)

  return (
    <div
      ref={scroller}
      role="grid"
      tabIndex={0}
      aria-label={`${label}. ${t('table.keys')}`}
      aria-describedby={describedBy}
      aria-rowcount={total === null ? -1 : total + 1}
      aria-colcount={columns.length + (choosing ? 1 : 0)}
      aria-multiselectable={choosing ? true : undefined}
      aria-busy={loading || more?.loading || undefined}
      aria-activedescendant={keyboard.active === null ? undefined : domId(keyboard.active)}
      className="group/grid relative overflow-auto overscroll-x-contain focus-visible:-outline-offset-2"
      style={{ maxHeight }}
      onKeyDown={keyboard.onKeyDown}
      onFocus={keyboard.onFocus}
    >
      <div style={{ minWidth: width }}>
        <DataTableHead
          columns={columns}
          template={template}
          sort={sort}
          onSort={onSort}
          chosen={choosing && headState(choosing.selection, total)}
          onChooseAll={() => choosing?.onChange(headState(choosing.selection, total) === 'none' ? EVERYTHING : NOTHING)}
        />
        <div role="rowgroup" className="relative" style={{ height }}>
          {loading &&
            Array.from({ length: PLACEHOLDERS }, (_, at) => (
              <PlaceholderRow
                key={at}
                top={at * rowHeight}
                height={rowHeight}
                text={t('table.loading')}
                columns={columns.length}
                template={template}
              />
            ))}
          {seen.map(({ index, key, start }) => (
            <DataTableRow
              key={key}
              row={rows[index]}
              index={index}
              domId={domId(index)}
              columns={columns}
              template={template}
              top={start}
              height={rowHeight}
              active={keyboard.active === index}
              chosen={choosing && isChosen(choosing.selection, ids[index] ?? '')}
              onPress={keyboard.onPress}
              onChoose={keyboard.onChoose}
            />
          ))}
          {more?.has && !loading && (
            <PlaceholderRow
              top={virtual.getTotalSize()}
              height={rowHeight}
              text={t('table.loadingMore')}
              columns={columns.length}
              template={template}
            />
          )}
        </div>
      </div>
    </div>
  )
}

function useMoreRows(more: DataTableProps<unknown>['more'], lastSeen: number, count: number): void {
  const near = more !== undefined && more.has && !more.loading && count > 0 && lastSeen >= count - 15
  const load = more?.load
  useEffect(() => {
    if (near) load?.()
  }, [near, load, count])
}

interface PlaceholderRowProps {
  readonly top: number
  readonly height: number
  readonly text: string
  readonly columns: number
  readonly template: string
}

/** A row that has not come yet: keeps the layout still. */
function PlaceholderRow({ top, height, text, columns, template }: PlaceholderRowProps) {
  return (
    <div
      role="row"
      className="absolute inset-x-0 grid border-b border-line"
      style={{ gridTemplateColumns: template, height, transform: `translateY(${top}px)` }}
    >
      <div role="gridcell" className="sr-only">
        {text}
      </div>
      {Array.from({ length: columns }, (_, at) => (
        <div key={at} role="presentation" className="flex items-center px-3">
          <div className="h-3 w-2/3 animate-[shimmer_1.6s_ease-in-out_infinite] rounded bg-hover" />
        </div>
      ))}
    </div>
  )
}
