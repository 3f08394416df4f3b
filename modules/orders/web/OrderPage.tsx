import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { failureText } from '#web/failure.ts'
import { useFormat } from '#web/format.tsx'
import { Page } from '#web/shell/page.tsx'
import { Card } from '#web/ui/card.tsx'
import { ErrorState } from '#web/ui/error-state.tsx'
import { Skeleton } from '#web/ui/skeleton.tsx'
import { TextLink } from '#web/ui/text-link.tsx'
import { usePathParam } from '#web/url-state.ts'
import type { OrderResponse } from '../api.ts'
import { useOrder } from './data.ts'
import { OrderItems } from './OrderItems.tsx'
import { OrderKind } from './OrderKind.tsx'

/** One order: what, when, for whom, and what came back. */
export function OrderPage() {
  const { t } = useTranslation('orders')
  const order = useOrder(usePathParam('id'))
  const number = order.data?.number
  return (
    <Page title={number ? t('one.titleNumbered', { number }) : t('one.title')} question={t('one.question')} back="/orders">
      {order.isError && <ErrorState text={failureText(order.error)} onRetry={() => void order.refetch()} />}
      {order.isPending && <Skeleton lines={8} />}
      {order.data && <Order order={order.data} />}
    </Page>
  )
}

function Order({ order }: { readonly order: OrderResponse }) {
  const { t } = useTranslation('orders')
  return (
    <div className="grid items-start gap-4 lg:grid-cols-[1fr_20rem]">
      <section className="grid gap-3">
        <h2 className="text-lg font-semibold">{t('one.items')}</h2>
        <OrderItems order={order} />
      </section>
      <Card>
        <Facts order={order} />
      </Card>
    </div>
  )
}

function Facts({ order }: { readonly order: OrderResponse }) {
  const { t } = useTranslation('orders')
  const format = useFormat()
  const money = (minor: string | null) => format.money(minor, { currency: order.currency })
  const texts = {
    status: order.status,
    channel: order.channel,
    paymentMethod: order.paymentMethod,
    shippingMethod: order.shippingMethod,
    country: order.country,
  }
  return (
    <dl className="grid gap-3 text-sm">
      <Fact label={t('column.customer')}>
        <TextLink href={`/customers/${order.customer.id}`}>
          <bdi>{order.customer.name ?? order.customer.externalId ?? t('nameless')}</bdi>
        </TextLink>
      </Fact>
      <Fact label={t('column.at')}>{format.instant(order.orderedAt)}</Fact>
      <Fact label={t('column.kind')}>
        <OrderKind kind={order.kind} />
      </Fact>
      <Fact label={t('one.total')}>
        <span className="figures font-semibold">{money(order.total)}</span>
      </Fact>
      {order.discount !== null && <Fact label={t('one.discount')}>{money(order.discount)}</Fact>}
      {FACTS.map(
        (name) =>
          texts[name] && (
            <Fact key={name} label={t(`one.${name}`)}>
              <bdi>{texts[name]}</bdi>
            </Fact>
          ),
      )}
      {order.refundOf && (
        <Fact label={t('one.refundOf')}>
          <TextLink href={`/orders/${order.refundOf.id}`}>
            <bdi className="code-run">{order.refundOf.number ?? t('unnumbered')}</bdi>
          </TextLink>
        </Fact>
      )}
      {order.refunds.length > 0 && (
        <Fact label={t('one.refunds')}>
          <ul className="grid gap-1">
            {order.refunds.map((refund) => (
              <li key={refund.id}>
                <TextLink href={`/orders/${refund.id}`}>{money(refund.total)}</TextLink> · {format.instantDay(refund.orderedAt)}
              </li>
            ))}
          </ul>
        </Fact>
      )}
    </dl>
  )
}

const FACTS = ['status', 'channel', 'paymentMethod', 'shippingMethod', 'country'] as const

function Fact({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <div className="grid gap-0.5">
      <dt className="text-ink-soft">{label}</dt>
      <dd className="min-w-0 break-words">{children}</dd>
    </div>
  )
}
