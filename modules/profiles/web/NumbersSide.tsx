import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { CustomerResponse } from '#api/customers'
import { useFormat } from '#web/format.tsx'
import { Section } from '#web/ui/section.tsx'
import { Skeleton } from '#web/ui/skeleton.tsx'
import type { ProfileResponse } from '../api.ts'
import { NextSteps } from './NextSteps.tsx'
import { StageRule } from './StageRule.tsx'

interface NumbersSideProps {
  readonly customer: CustomerResponse
  readonly profile: ProfileResponse | undefined
}

/** How far the customer has come, in numbers, and what might be done next. */
export function NumbersSide({ customer, profile }: NumbersSideProps) {
  const { t } = useTranslation('profiles')
  const format = useFormat()
  const days = (count: number | null) => (count === null ? '–' : t('days', { count: Math.round(count) }))
  const agoOf = (count: number | null) => (count === null ? null : count === 0 ? t('numbers.today') : t('numbers.daysAgo', { count }))
  return (
    <>
      <Section title={t('stage.title')}>{profile ? <StageRule customer={customer} profile={profile} /> : <Skeleton lines={3} />}</Section>
      {profile && profile.nextSteps.length > 0 && (
        <Section title={t('steps.title')}>
          <NextSteps customer={customer} steps={profile.nextSteps} />
        </Section>
      )}
      <Section title={t('numbers.title')}>
        <dl className="grid grid-cols-2 gap-x-4 gap-y-3 lg:grid-cols-1">
          <Figure label={t('numbers.purchases')} value={format.number(customer.purchases)} isBig />
          <Figure label={t('numbers.spent')} value={format.money(customer.revenue)} isBig />
          <Figure label={t('numbers.last')} value={format.instantDay(customer.lastAt)} hint={agoOf(customer.daysSinceLast)} />
          <Figure label={t('numbers.first')} value={format.instantDay(customer.firstAt)} />
          <Figure label={t('numbers.usualGap')} value={days(customer.usualGapDays)} />
          <Figure label={t('numbers.returnedAfter')} value={days(customer.returnDays)} />
          <Figure
            label={t('numbers.refunds')}
            value={format.number(customer.refunds)}
            hint={customer.refunded === null ? null : format.money(customer.refunded)}
          />
          {customer.seenAt && <Figure label={t('numbers.seen')} value={format.instantDay(customer.seenAt)} />}
        </dl>
      </Section>
      {profile?.payments && (
        <Section title={t('payments.title')}>
          <Payments payments={profile.payments} />
        </Section>
      )}
    </>
  )
}

interface FigureProps {
  readonly label: string
  readonly value: ReactNode
  readonly hint?: string | null
  readonly isBig?: boolean
}

function Figure({ label, value, hint, isBig = false }: FigureProps) {
  return (
    <div>
      <dt className="text-sm text-ink-soft">{label}</dt>
      <dd className={isBig ? 'text-xl font-semibold' : undefined}>
        <bdi>{value}</bdi>
      </dd>
      {hint && <dd className="text-sm text-ink-soft">{hint}</dd>}
    </div>
  )
}

function Payments({ payments }: { readonly payments: NonNullable<ProfileResponse['payments']> }) {
  const { t } = useTranslation('profiles')
  const format = useFormat()
  const settled = payments.onTime + payments.late
  return (
    <dl className="grid grid-cols-2 gap-x-4 gap-y-3 lg:grid-cols-1">
      <Figure
        label={t('payments.onTime')}
        value={format.percent(settled === 0 ? null : payments.onTime / settled, 0)}
        hint={t('payments.of', { count: settled, onTime: format.number(payments.onTime) })}
      />
      {payments.meanDaysLate !== null && (
        <Figure
          label={t('payments.late')}
          value={t('days', { count: Math.round(payments.meanDaysLate) })}
          hint={t('payments.lateOrders', { count: payments.late })}
        />
      )}
      {payments.overdue > 0 && <Figure label={t('payments.overdue')} value={format.number(payments.overdue)} />}
    </dl>
  )
}
