import { useTranslation } from 'react-i18next'
import { useCan } from '#web/session.tsx'
import { Page } from '#web/shell/page.tsx'
import { DateRangePicker } from '#web/ui/date-range-picker.tsx'
import { EmptyState } from '#web/ui/empty-state.tsx'
import { FilterBar } from '#web/ui/filter-bar.tsx'
import { LinkButton } from '#web/ui/link-button.tsx'
import { Segmented } from '#web/ui/segmented.tsx'
import { useUrlState, useUrlValues } from '#web/url-state.ts'
import { OrdersTable } from './OrdersTable.tsx'
import { OrdersTabs } from './OrdersTabs.tsx'

const KINDS = ['all', 'purchase', 'refund', 'free'] as const

/** Every order, refund and free order. */
export function OrdersPage() {
  const { t } = useTranslation('orders')
  const [values, setValues] = useUrlValues()
  const [sort, setSort] = useUrlState('sort', '-at')
  const { search, kind, from, to } = values
  const filtered = Boolean(search ?? kind ?? from ?? to)
  const range = from && to ? { from, to } : null
  return (
    <Page title={t('list.title')} question={t('list.question')}>
      <OrdersTabs current="orders" />
      <OrdersTable
        id="orders"
        wanted={{ search, kind, from, to, sort }}
        onSort={setSort}
        actions={
          <FilterBar
            search={{ value: search ?? '', onChange: (next) => setValues({ search: next || undefined }), label: t('list.search') }}
          >
            <Segmented
              label={t('column.kind')}
              value={kind ?? 'all'}
              onChange={(next) => setValues({ kind: next === 'all' ? undefined : next })}
              options={KINDS.map((id) => ({ id, label: t(`kinds.${id}`) }))}
            />
            <DateRangePicker label={t('list.dates')} value={range} onChange={(next) => setValues({ from: next?.from, to: next?.to })} />
          </FilterBar>
        }
        empty={<NoOrders filtered={filtered} />}
      />
    </Page>
  )
}

function NoOrders({ filtered }: { readonly filtered: boolean }) {
  const { t } = useTranslation('orders')
  const can = useCan()
  if (filtered) return <EmptyState title={t('list.noMatch')} text={t('list.noMatchText')} />
  return (
    <EmptyState title={t('list.empty')} text={t('list.emptyText')}>
      {can('imports:run') && <LinkButton href="/imports">{t('list.emptyAction')}</LinkButton>}
    </EmptyState>
  )
}
