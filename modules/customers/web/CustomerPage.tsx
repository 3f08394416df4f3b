import { lazy, type ReactNode, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { CUSTOMER_PARTS } from '#web/customer-parts.ts'
import { failureText } from '#web/failure.ts'
import { useFormat } from '#web/format.tsx'
import { useCan } from '#web/session.tsx'
import { Page } from '#web/shell/page.tsx'
import { Card } from '#web/ui/card.tsx'
import { ErrorState } from '#web/ui/error-state.tsx'
import { KeyFigure } from '#web/ui/key-figure.tsx'
import { Skeleton } from '#web/ui/skeleton.tsx'
import { usePathParam } from '#web/url-state.ts'
import type { CustomerResponse } from '../api.ts'
import { customerTitle } from './customer-title.ts'
import { useCustomer } from './data.ts'
import { PhoneNumber } from './PhoneNumber.tsx'

/** One customer: who, first numbers, and the orders. */
export function CustomerPage() {
  const { t } = useTranslation('customers')
  const id = usePathParam('id')
  const customer = useCustomer(id)
  if (customer.isError) {
    return (
      <Page title={t('one.title')} question={t('one.question')} back="/customers">
        <ErrorState text={failureText(customer.error)} onRetry={() => void customer.refetch()} />
      </Page>
    )
  }
  const title = customer.data ? customerTitle(customer.data, t) : t('one.title')
  return (
    <Page title={title} question={t('one.question')} back="/customers">
      {customer.data ? <Figures customer={customer.data} /> : <Skeleton lines={3} />}
      <Parts customerId={id} />
    </Page>
  )
}

function Figures({ customer }: { readonly customer: CustomerResponse }) {
  const { t } = useTranslation('customers')
  const format = useFormat()
  const days = (count: number | null) => (count === null ? '–' : t('one.days', { count: Math.round(count) }))
  return (
    <div className="grid gap-4 lg:grid-cols-[18rem_1fr]">
      <Card>
        <dl className="grid gap-3 text-sm">
          <Known label={t('column.phone')}>
            <PhoneNumber e164={customer.phone} />
          </Known>
          <Known label={t('column.email')}>
            <bdi className="code-run">{customer.email ?? '–'}</bdi>
          </Known>
          <Known label={t('column.externalId')}>
            <bdi className="code-run">{customer.externalId ?? '–'}</bdi>
          </Known>
          <Known label={t('column.country')}>
            <bdi>{customer.country ?? '–'}</bdi>
          </Known>
          <Known label={t('one.since')}>{format.instantDay(customer.firstAt)}</Known>
        </dl>
      </Card>
      <div className="grid grid-cols-2 gap-4 sm:grid-cols-3">
        <KeyFigure label={t('column.purchases')} value={format.number(customer.purchases)} />
        <KeyFigure label={t('one.spent')} value={format.money(customer.revenue)} />
        <KeyFigure
          label={t('one.refunds')}
          value={format.number(customer.refunds)}
          hint={customer.refunded === null ? undefined : format.money(customer.refunded)}
        />
        <KeyFigure
          label={t('one.last')}
          value={format.instantDay(customer.lastAt)}
          hint={customer.daysSinceLast === null ? undefined : t('one.daysAgo', { count: customer.daysSinceLast })}
        />
        <KeyFigure label={t('one.usualGap')} value={days(customer.usualGapDays)} />
        <KeyFigure label={t('one.returnedAfter')} value={days(customer.returnDays)} />
      </div>
    </div>
  )
}

const PARTS = CUSTOMER_PARTS.map(({ id, may, load }) => ({ id, may, Part: lazy(async () => ({ default: await load() })) }))

function Parts({ customerId }: { readonly customerId: string }) {
  const can = useCan()
  return PARTS.filter(({ may }) => can(may)).map(({ id, Part }) => (
    <Suspense key={id} fallback={<Skeleton lines={6} />}>
      <Part customerId={customerId} />
    </Suspense>
  ))
}

function Known({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <div className="grid gap-0.5">
      <dt className="text-ink-soft">{label}</dt>
      <dd className="min-w-0 break-words">{children}</dd>
    </div>
  )
}
