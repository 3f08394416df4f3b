import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { type Format, useFormat } from '#web/format.tsx'
import { usePagedRows } from '#web/paged-rows.ts'
import { Page } from '#web/shell/page.tsx'
import { Badge } from '#web/ui/badge.tsx'
import { DataTable } from '#web/ui/data-table.tsx'
import type { Column } from '#web/ui/data-table-columns.ts'
import { DateRangePicker } from '#web/ui/date-range-picker.tsx'
import { EmptyState } from '#web/ui/empty-state.tsx'
import { FilterBar } from '#web/ui/filter-bar.tsx'
import { RowLink } from '#web/ui/row-link.tsx'
import { Segmented } from '#web/ui/segmented.tsx'
import { TextLink } from '#web/ui/text-link.tsx'
import { useUrlValues } from '#web/url-state.ts'
import type { CartRow } from '../api.ts'
import { useCarts } from './data.ts'
import { OrdersTabs } from './OrdersTabs.tsx'

const STATES = ['all', 'open', 'left', 'converted'] as const
const TONES = { open: 'info', left: 'warn', converted: 'good' } as const

/** Carts: still open, left behind, or turned into an order. */
export function CartsPage() {
  const { t } = useTranslation('orders')
  const format = useFormat()
  const [values, setValues] = useUrlValues()
  const { state, from, to } = values
  const list = useCarts({ state, from, to })
  const isFiltered = Boolean(state ?? from ?? to)
  return (
    <Page title={t('carts.title')} question={t('carts.question')}>
      <OrdersTabs current="carts" />
      <DataTable
        id="carts"
        label={t('carts.title')}
        columns={useColumns(format)}
        {...usePagedRows(list)}
        rowId={idOf}
        total={null}
        actions={
          <FilterBar>
            <Segmented
              label={t('carts.state')}
              value={state ?? 'all'}
              onChange={(next) => setValues({ state: next === 'all' ? undefined : next })}
              options={STATES.map((id) => ({ id, label: t(`cartStates.${id}`) }))}
            />
            <DateRangePicker
              label={t('carts.changed')}
              value={from && to ? { from, to } : null}
              onChange={(next) => setValues({ from: next?.from, to: next?.to })}
            />
          </FilterBar>
        }
        empty={isFiltered ? <EmptyState title={t('carts.noMatch')} /> : <EmptyState title={t('carts.empty')} text={t('carts.emptyText')} />}
      />
    </Page>
  )
}

function idOf({ id }: CartRow): string {
  return id
}

function useColumns(format: Format): readonly Column<CartRow>[] {
  const { t } = useTranslation('orders')
  return useMemo(
    () => [
      {
        id: 'customer',
        heading: t('column.customer'),
        width: 150,
        grow: 2,
        cell: ({ customer }) => (
          <RowLink href={`/customers/${customer.id}`}>
            <bdi>{customer.name ?? t('carts.visitor')}</bdi>
          </RowLink>
        ),
      },
      { id: 'changed', heading: t('carts.changed'), width: 160, cell: (row) => format.instant(row.changedAt) },
      {
        id: 'state',
        heading: t('carts.state'),
        width: 110,
        cell: ({ state }) => <Badge tone={TONES[state]}>{t(`cartState.${state}`)}</Badge>,
      },
      {
        id: 'items',
        heading: t('one.items'),
        width: 190,
        grow: 3,
        cell: ({ items }) => (
          <bdi>
            {items
              .slice(0, SHOWN)
              .map(({ name, code }) => name ?? code ?? '–')
              .join(t('returns.comma'))}
            {items.length > SHOWN && ` ${t('carts.more', { count: items.length - SHOWN })}`}
          </bdi>
        ),
      },
      {
        id: 'total',
        heading: t('column.total', { unit: format.moneyUnit() }),
        width: 140,
        align: 'end',
        cell: (row) => format.money(row.total, { bare: true, currency: row.currency }),
      },
      {
        id: 'step',
        heading: t('carts.step'),
        width: 110,
        cell: (row) => (row.checkedOutAt !== null || row.checkoutStep !== null ? stepText(t('carts.atTill'), row, format) : '–'),
      },
      {
        id: 'order',
        heading: t('one.title'),
        width: 100,
        cell: ({ order }) =>
          order && (
            <TextLink href={`/orders/${order.id}`}>
              {order.number ? <bdi className="code-run">{order.number}</bdi> : t('unnumbered')}
            </TextLink>
          ),
      },
      { id: 'source', heading: t('carts.source'), width: 130, hiddenAtFirst: true, cell: (row) => <bdi>{row.source}</bdi> },
    ],
    [t, format],
  )
}

/** So many lines of a cart are named. */
const SHOWN = 2

function stepText(till: string, { checkoutStep }: CartRow, format: Format): string {
  return checkoutStep === null ? till : `${till} · ${format.number(checkoutStep)}`
}
