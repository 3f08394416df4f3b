import { lazy, type ReactNode, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import type { CustomerResponse } from '#api/customers'
import { CUSTOMER_PARTS, type CustomerPart } from '#web/customer-parts.ts'
import { failureText } from '#web/failure.ts'
import { useCan } from '#web/session.tsx'
import { Page } from '#web/shell/page.tsx'
import { ErrorState } from '#web/ui/error-state.tsx'
import { Notice } from '#web/ui/notice.tsx'
import { Skeleton } from '#web/ui/skeleton.tsx'
import { Tabs } from '#web/ui/tabs.tsx'
import { usePathParam, useUrlState } from '#web/url-state.ts'
import { personTitle } from './customer-name.ts'
import { useCustomer, useCustomerLive, useProfile } from './data.ts'
import { NumbersSide } from './NumbersSide.tsx'
import { PersonSide } from './PersonSide.tsx'
import { Timeline } from './Timeline.tsx'
import { useIsWide } from './use-is-wide.ts'

/** One customer, end to end: who at the start side, what happened in the middle, numbers and next steps at the end side. */
export function CustomerPage() {
  const { t } = useTranslation('profiles')
  const id = usePathParam('id')
  const customer = useCustomer(id)
  useCustomerLive(id, customer.data?.profileIds)
  if (customer.isError) {
    return (
      <Page title={t('page.title')} question={t('page.question')} back="/customers">
        <ErrorState text={failureText(customer.error)} onRetry={() => void customer.refetch()} />
      </Page>
    )
  }
  return (
    <Page title={customer.data ? personTitle(customer.data, t) : t('page.title')} question={t('page.question')} back="/customers">
      {customer.data?.isVisitor && (
        <div className="mb-6">
          <Notice tone="info">{t('person.visitorText')}</Notice>
        </div>
      )}
      {customer.data ? <Sides id={id} customer={customer.data} /> : <Skeleton lines={8} />}
    </Page>
  )
}

function Sides({ id, customer }: { readonly id: string; readonly customer: CustomerResponse }) {
  const isWide = useIsWide()
  const profile = useProfile(id)
  const person = (
    <div className="flex flex-col gap-6">
      <PersonSide id={id} customer={customer} profile={profile.data} />
      <Parts side="person" customerId={id} />
    </div>
  )
  const numbers = (
    <div className="flex flex-col gap-6">
      <NumbersSide customer={customer} profile={profile.data} />
      {profile.isError && <ErrorState text={failureText(profile.error)} onRetry={() => void profile.refetch()} />}
      <Parts side="numbers" customerId={id} />
    </div>
  )
  if (!isWide) return <Middle customerId={id} person={person} numbers={numbers} />
  return (
    <div className="grid grid-cols-[14rem_minmax(0,1fr)_13rem] items-start gap-6 2xl:grid-cols-[16rem_minmax(0,1fr)_15rem] 2xl:gap-8">
      {person}
      <Middle customerId={id} />
      {numbers}
    </div>
  )
}

interface MiddleProps {
  readonly customerId: string
  /** Given where there is no room beside the middle: they become its tabs. */
  readonly person?: ReactNode
  readonly numbers?: ReactNode
}

function Middle({ customerId, person, numbers }: MiddleProps) {
  const { t } = useTranslation('web')
  const can = useCan()
  const [wanted, setTab] = useUrlState('tab', 'timeline')
  const parts = partsOf('main', can).map(({ id, Part }) => ({
    id,
    label: t(`customerPart.${id}`),
    content: (
      <Suspense fallback={<Skeleton lines={6} />}>
        <Part customerId={customerId} />
      </Suspense>
    ),
  }))
  const tabs: readonly { readonly id: string; readonly label: string; readonly content: ReactNode }[] = [
    ...(person ? [{ id: 'person', label: t('customerPart.person'), content: person }] : []),
    { id: 'timeline', label: t('customerPart.timeline'), content: <Timeline id={customerId} /> },
    ...(numbers ? [{ id: 'numbers', label: t('customerPart.numbers'), content: numbers }] : []),
    ...parts,
  ]
  const tab = tabs.find(({ id }) => id === wanted)?.id ?? 'timeline'
  return (
    <div className="min-w-0">
      <Tabs label={t('customerPart.label')} value={tab} onChange={setTab} tabs={tabs} />
    </div>
  )
}

const PARTS = CUSTOMER_PARTS.toSorted((one, other) => one.order - other.order).map(({ load, ...part }) => ({
  ...part,
  Part: lazy(async () => ({ default: await load() })),
}))

function partsOf(wanted: CustomerPart['side'], can: ReturnType<typeof useCan>) {
  return PARTS.filter(({ side, may }) => side === wanted && can(may))
}

function Parts({ side, customerId }: { readonly side: CustomerPart['side']; readonly customerId: string }) {
  const can = useCan()
  return partsOf(side, can).map(({ id, Part }) => (
    <Suspense key={id} fallback={<Skeleton lines={4} />}>
      <Part customerId={customerId} />
    </Suspense>
  ))
}
