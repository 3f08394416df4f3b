import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Definition } from '#web/charts/definition.tsx'
import { DataTable } from '#web/ui/data-table.tsx'
import type { Column } from '#web/ui/data-table-columns.ts'
import { EmptyState } from '#web/ui/empty-state.tsx'
import { FilterBar } from '#web/ui/filter-bar.tsx'

interface StudiedTableProps<Row> {
  readonly id: string
  /** The finding. */
  readonly title: string
  readonly definition: string
  readonly columns: readonly Column<Row>[]
  readonly rows: readonly Row[]
  readonly rowId: (row: Row) => string
  readonly search: string
  readonly onSearch: (search: string) => void
  readonly exports: { readonly csv: string; readonly xlsx: string } | undefined
  readonly note?: ReactNode
}

/** A finding, what exactly is counted, and the rows behind it. */
export function StudiedTable<Row>({ id, title, definition, search, onSearch, exports, note, rows, ...table }: StudiedTableProps<Row>) {
  const { t } = useTranslation('insights-why')
  return (
    <section className="grid grid-cols-[minmax(0,1fr)] gap-3">
      <div className="flex items-start gap-1">
        <h2 className="text-lg font-semibold text-balance">{title}</h2>
        <Definition text={definition} />
      </div>
      <DataTable
        id={`studied-${id}`}
        label={title}
        {...table}
        rows={rows}
        total={rows.length}
        state="ready"
        exports={exports}
        actions={<FilterBar search={{ value: search, onChange: onSearch, label: t('products.search') }} />}
        empty={
          <EmptyState title={search ? t('products.noMatch') : t('products.fewTitle')} text={search ? undefined : t('products.fewText')} />
        }
      />
      {note && <p className="text-sm text-ink-soft">{note}</p>}
    </section>
  )
}
