import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { type Format, useFormat } from '#web/format.tsx'
import { usePagedRows } from '#web/paged-rows.ts'
import { Page } from '#web/shell/page.tsx'
import { Checkbox } from '#web/ui/checkbox.tsx'
import { ComboBox } from '#web/ui/combobox.tsx'
import { DataTable } from '#web/ui/data-table.tsx'
import type { Column } from '#web/ui/data-table-columns.ts'
import { EmptyState } from '#web/ui/empty-state.tsx'
import { FilterBar } from '#web/ui/filter-bar.tsx'
import { RowLink } from '#web/ui/row-link.tsx'
import { useUrlState, useUrlValues } from '#web/url-state.ts'
import type { ProductRow } from '../api.ts'
import { useProducts } from './data.ts'
import { OrdersTabs } from './OrdersTabs.tsx'

/** The catalogue, as it grows from orders. */
export function ProductsPage() {
  const { t } = useTranslation('orders')
  const format = useFormat()
  const [values, setValues] = useUrlValues()
  const [sort, setSort] = useUrlState('sort', '-revenue')
  const { search, category, archived } = values
  const list = useProducts({ search, category, archived, sort })
  const categories = list.data?.pages[0]?.categories ?? []
  return (
    <Page title={t('products.title')} question={t('products.question')}>
      <OrdersTabs current="products" />
      <DataTable
        id="products"
        label={t('products.title')}
        columns={useColumns(format)}
        {...usePagedRows(list)}
        rowId={idOf}
        total={null}
        sort={sort}
        onSort={setSort}
        actions={
          <FilterBar
            search={{ value: search ?? '', onChange: (next) => setValues({ search: next || undefined }), label: t('products.search') }}
          >
            {(categories.length > 0 || category) && (
              <ComboBox
                label={t('products.category')}
                labelHidden
                value={category ?? ''}
                onChange={(next) => setValues({ category: next || undefined })}
                options={[{ id: '', label: t('products.allCategories') }, ...categories.map((name) => ({ id: name, label: name }))]}
              />
            )}
            <Checkbox isSelected={archived === 'yes'} onChange={(is) => setValues({ archived: is ? 'yes' : undefined })}>
              {t('products.archived')}
            </Checkbox>
          </FilterBar>
        }
        empty={
          search || category || archived ? (
            <EmptyState title={t('products.noMatch')} />
          ) : (
            <EmptyState title={t('products.empty')} text={t('products.emptyText')} />
          )
        }
      />
    </Page>
  )
}

function idOf({ id }: ProductRow): string {
  return id
}

function useColumns(format: Format): readonly Column<ProductRow>[] {
  const { t } = useTranslation('orders')
  return useMemo(() => {
    const unit = format.moneyUnit()
    return [
      {
        id: 'name',
        heading: t('item.product'),
        width: 220,
        grow: 3,
        sort: 'ascending',
        cell: (row) => (
          <RowLink href={`/orders/products/${row.id}`}>
            <bdi>{row.name}</bdi>
          </RowLink>
        ),
      },
      { id: 'code', heading: t('item.code'), width: 120, cell: (row) => (row.code ? <bdi className="code-run">{row.code}</bdi> : '–') },
      { id: 'category', heading: t('products.category'), width: 150, grow: 1, cell: (row) => <bdi>{row.category ?? '–'}</bdi> },
      {
        id: 'price',
        heading: t('products.price', { unit }),
        width: 130,
        align: 'end',
        cell: (row) => format.money(row.price, { bare: true }),
      },
      { id: 'units', heading: t('products.units'), width: 110, align: 'end', sort: 'descending', cell: (row) => format.number(row.units) },
      {
        id: 'revenue',
        heading: t('products.revenue', { unit }),
        width: 150,
        align: 'end',
        sort: 'descending',
        cell: (row) => format.money(row.revenue, { bare: true }),
      },
      { id: 'buyers', heading: t('products.buyers'), width: 110, align: 'end', cell: (row) => format.number(row.buyers) },
      {
        id: 'seen',
        heading: t('products.lastSeen'),
        width: 140,
        sort: 'descending',
        hiddenAtFirst: true,
        cell: (row) => format.instantDay(row.lastSeen),
      },
    ]
  }, [t, format])
}
