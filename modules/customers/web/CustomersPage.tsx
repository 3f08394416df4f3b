import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { addressOf } from '#web/api.ts'
import { failureText } from '#web/failure.ts'
import { type Format, useFormat } from '#web/format.tsx'
import { useCan } from '#web/session.tsx'
import { Page } from '#web/shell/page.tsx'
import { DataTable } from '#web/ui/data-table.tsx'
import type { Column } from '#web/ui/data-table-columns.ts'
import { EmptyState } from '#web/ui/empty-state.tsx'
import { FilterBar } from '#web/ui/filter-bar.tsx'
import { LinkButton } from '#web/ui/link-button.tsx'
import { RowLink } from '#web/ui/row-link.tsx'
import { useUrlState, useUrlValues } from '#web/url-state.ts'
import type { CustomerRow } from '../api.ts'
import { behindLabel } from './behind-label.ts'
import { customerTitle } from './customer-title.ts'
import { useCustomers } from './data.ts'
import { PhoneNumber } from './PhoneNumber.tsx'

/** Every customer, or those behind a number of the report. */
export function CustomersPage() {
  const { t } = useTranslation('customers')
  const format = useFormat()
  const can = useCan()
  const [values, setValues] = useUrlValues()
  const [sort, setSort] = useUrlState('sort', '-last')
  const { search = '', behind = '' } = values
  const wanted = { search, behind, sort }
  const list = useCustomers(wanted)
  const rows = useMemo(() => list.data?.pages.flatMap((page) => page.rows) ?? [], [list.data])
  const chips = behind ? [{ id: 'behind', label: behindLabel(behind, t, format), onRemove: () => setValues({ behind: undefined }) }] : []
  return (
    <Page title={t('list.title')} question={t('list.question')}>
      <DataTable
        id="customers"
        label={t('list.title')}
        columns={useColumns(format)}
        rows={rows}
        rowId={(row) => row.id}
        total={list.data?.pages[0]?.total ?? null}
        state={list.isError ? 'error' : list.isPending ? 'loading' : 'ready'}
        error={list.isError ? failureText(list.error) : undefined}
        onRetry={() => void list.refetch()}
        sort={sort}
        onSort={setSort}
        more={{ has: list.hasNextPage, loading: list.isFetchingNextPage, load: () => void list.fetchNextPage() }}
        exports={can('customers:export') ? exportsOf(wanted, format) : undefined}
        actions={
          <FilterBar
            search={{ value: search, onChange: (next) => setValues({ search: next || undefined }), label: t('list.search') }}
            chips={chips}
          />
        }
        empty={<NoCustomers filtered={search !== '' || behind !== ''} />}
      />
    </Page>
  )
}

function NoCustomers({ filtered }: { readonly filtered: boolean }) {
  const { t } = useTranslation('customers')
  const can = useCan()
  if (filtered) return <EmptyState title={t('list.noMatch')} text={t('list.noMatchText')} />
  return (
    <EmptyState title={t('list.empty')} text={t('list.emptyText')}>
      {can('imports:run') && <LinkButton href="/imports">{t('list.emptyAction')}</LinkButton>}
    </EmptyState>
  )
}

function exportsOf(wanted: Readonly<Record<string, string>>, format: Format) {
  const link = (kind: 'csv' | 'xlsx') => addressOf('/api/customers/export', { ...wanted, format: kind, language: format.language })
  return { csv: link('csv'), xlsx: link('xlsx') }
}

function useColumns(format: Format): readonly Column<CustomerRow>[] {
  const { t } = useTranslation('customers')
  return useMemo(
    () => [
      {
        id: 'name',
        heading: t('column.name'),
        width: 180,
        grow: 2,
        sort: 'ascending',
        cell: (row) => (
          <RowLink href={`/customers/${row.id}`}>
            <bdi>{customerTitle(row, t)}</bdi>
          </RowLink>
        ),
      },
      { id: 'phone', heading: t('column.phone'), width: 150, cell: (row) => <PhoneNumber e164={row.phone} /> },
      {
        id: 'email',
        heading: t('column.email'),
        width: 180,
        hiddenAtFirst: true,
        cell: (row) => <bdi className="code-run">{row.email ?? '–'}</bdi>,
      },
      {
        id: 'externalId',
        heading: t('column.externalId'),
        width: 110,
        cell: (row) => <bdi className="code-run">{row.externalId ?? '–'}</bdi>,
      },
      { id: 'country', heading: t('column.country'), width: 130, hiddenAtFirst: true, cell: (row) => <bdi>{row.country ?? '–'}</bdi> },
      {
        id: 'purchases',
        heading: t('column.purchases'),
        width: 100,
        align: 'end',
        sort: 'descending',
        cell: (row) => format.number(row.purchases),
      },
      {
        id: 'revenue',
        heading: t('column.revenue', { unit: format.moneyUnit() }),
        width: 150,
        align: 'end',
        sort: 'descending',
        cell: (row) => format.money(row.revenue, { bare: true }),
      },
      {
        id: 'first',
        heading: t('column.first'),
        width: 130,
        sort: 'ascending',
        hiddenAtFirst: true,
        cell: (row) => format.instantDay(row.firstAt),
      },
      { id: 'last', heading: t('column.last'), width: 130, sort: 'descending', cell: (row) => format.instantDay(row.lastAt) },
    ],
    [t, format],
  )
}
