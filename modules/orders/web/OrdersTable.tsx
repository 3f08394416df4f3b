import { type ReactNode, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { addressOf } from '#web/api.ts'
import { type Format, useFormat } from '#web/format.tsx'
import { usePagedRows } from '#web/paged-rows.ts'
import { useCan } from '#web/session.tsx'
import { DataTable } from '#web/ui/data-table.tsx'
import type { Column } from '#web/ui/data-table-columns.ts'
import { RowLink } from '#web/ui/row-link.tsx'
import { TextLink } from '#web/ui/text-link.tsx'
import type { OrderRow } from '../api.ts'
import { type OrdersWanted, useOrders } from './data.ts'
import { OrderKind } from './OrderKind.tsx'

interface OrdersTableProps {
  /** Names the table in what the device remembers of columns. */
  readonly id: string
  readonly wanted: OrdersWanted
  readonly onSort: (sort: string) => void
  readonly actions?: ReactNode
  readonly empty: ReactNode
  readonly maxHeight?: string
}

/** Orders as a list of any length; without the customer's column where all are one customer's. */
export function OrdersTable({ id, wanted, onSort, actions, empty, maxHeight }: OrdersTableProps) {
  const { t } = useTranslation('orders')
  const format = useFormat()
  const can = useCan()
  const list = useOrders(wanted)
  return (
    <DataTable
      id={id}
      label={t('list.title')}
      columns={useColumns(format, wanted.customer === undefined)}
      {...usePagedRows(list)}
      rowId={(row) => row.id}
      total={list.data?.pages[0]?.total ?? null}
      sort={wanted.sort}
      onSort={onSort}
      exports={can('orders:export') ? exportsOf(wanted, format) : undefined}
      actions={actions}
      empty={empty}
      maxHeight={maxHeight}
    />
  )
}

function exportsOf(wanted: OrdersWanted, format: Format) {
  const link = (kind: 'csv' | 'xlsx') => addressOf('/api/orders/export', { ...wanted, format: kind, language: format.language })
  return { csv: link('csv'), xlsx: link('xlsx') }
}

function useColumns(format: Format, withCustomer: boolean): readonly Column<OrderRow>[] {
  const { t } = useTranslation('orders')
  return useMemo(() => {
    const customer: Column<OrderRow> = {
      id: 'customer',
      heading: t('column.customer'),
      width: 180,
      grow: 2,
      cell: ({ customer }) => (
        <TextLink href={`/customers/${customer.id}`}>
          <bdi>{customer.name ?? customer.externalId ?? t('nameless')}</bdi>
        </TextLink>
      ),
    }
    const all: readonly Column<OrderRow>[] = [
      {
        id: 'number',
        heading: t('column.number'),
        width: 130,
        cell: (row) => (
          <RowLink href={`/orders/${row.id}`}>{row.number ? <bdi className="code-run">{row.number}</bdi> : t('unnumbered')}</RowLink>
        ),
      },
      customer,
      { id: 'at', heading: t('column.at'), width: 170, sort: 'descending', cell: (row) => format.instant(row.orderedAt) },
      { id: 'kind', heading: t('column.kind'), width: 110, cell: (row) => <OrderKind kind={row.kind} state={row.state} /> },
      {
        id: 'total',
        heading: t('column.total', { unit: format.moneyUnit() }),
        width: 150,
        align: 'end',
        sort: 'descending',
        cell: (row) => format.money(row.total, { bare: true, currency: row.currency }),
      },
      { id: 'status', heading: t('column.status'), width: 120, hiddenAtFirst: true, cell: (row) => <bdi>{row.status ?? '–'}</bdi> },
    ]
    return withCustomer ? all : all.filter((column) => column !== customer)
  }, [t, format, withCustomer])
}
