import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { type Format, useFormat } from '#web/format.tsx'
import { usePagedRows } from '#web/paged-rows.ts'
import { Page } from '#web/shell/page.tsx'
import { DataTable } from '#web/ui/data-table.tsx'
import type { Column } from '#web/ui/data-table-columns.ts'
import { EmptyState } from '#web/ui/empty-state.tsx'
import { FilterBar } from '#web/ui/filter-bar.tsx'
import { RowLink } from '#web/ui/row-link.tsx'
import { Select } from '#web/ui/select.tsx'
import { TextLink } from '#web/ui/text-link.tsx'
import { useUrlChoice } from '#web/url-state.ts'
import { ReturnStateName, type ReturnResponse } from '../api.ts'
import { useReturns } from './data.ts'
import { OrdersTabs } from './OrdersTabs.tsx'
import { ReturnState } from './ReturnState.tsx'

const STATES = ['open', 'all', ...ReturnStateName.options] as const

/** What customers want to give back, those that wait for somebody first. */
export function ReturnsPage() {
  const { t } = useTranslation('orders')
  const format = useFormat()
  const [state, setState] = useUrlChoice('state', STATES, 'open')
  const list = useReturns(state === 'all' ? undefined : state)
  return (
    <Page title={t('returns.title')} question={t('returns.question')}>
      <OrdersTabs current="returns" />
      <DataTable
        id="returns"
        label={t('returns.title')}
        columns={useColumns(format)}
        {...usePagedRows(list)}
        rowId={idOf}
        total={null}
        actions={
          <FilterBar>
            <Select
              label={t('column.status')}
              labelHidden
              value={state}
              onChange={setState}
              options={STATES.map((id) => ({ id, label: t(`returnState.${id}`) }))}
            />
          </FilterBar>
        }
        empty={<EmptyState title={t(state === 'open' ? 'returns.noneOpen' : 'returns.empty')} text={t('returns.emptyText')} />}
      />
    </Page>
  )
}

function idOf({ id }: ReturnResponse): string {
  return id
}

function useColumns(format: Format): readonly Column<ReturnResponse>[] {
  const { t } = useTranslation('orders')
  return useMemo(
    () => [
      {
        id: 'number',
        heading: t('one.title'),
        width: 130,
        cell: (row) => (
          <RowLink href={`/orders/${row.orderId}`}>
            {row.orderNumber ? <bdi className="code-run">{row.orderNumber}</bdi> : t('unnumbered')}
          </RowLink>
        ),
      },
      {
        id: 'customer',
        heading: t('column.customer'),
        width: 180,
        grow: 2,
        cell: ({ customer }) => (
          <TextLink href={`/customers/${customer.id}`}>
            <bdi>{customer.name ?? t('nameless')}</bdi>
          </TextLink>
        ),
      },
      { id: 'state', heading: t('column.status'), width: 140, cell: (row) => <ReturnState state={row.state} /> },
      { id: 'at', heading: t('returns.requestedAt'), width: 170, cell: (row) => format.instant(row.requestedAt) },
      { id: 'reason', heading: t('returns.reason'), width: 240, grow: 3, cell: (row) => <bdi>{row.reason ?? '–'}</bdi> },
    ],
    [t, format],
  )
}
