import { useTranslation } from 'react-i18next'
import { failureText } from '#web/failure.ts'
import { useFormat } from '#web/format.tsx'
import { Page } from '#web/shell/page.tsx'
import { Badge } from '#web/ui/badge.tsx'
import { Card } from '#web/ui/card.tsx'
import { ErrorState } from '#web/ui/error-state.tsx'
import { Section } from '#web/ui/section.tsx'
import { Skeleton } from '#web/ui/skeleton.tsx'
import { TextLink } from '#web/ui/text-link.tsx'
import { usePathParam } from '#web/url-state.ts'
import type { OrderResponse } from '../api.ts'
import { useOrder } from './data.ts'
import { Fact, Facts } from './Facts.tsx'
import { OrderDelivery } from './OrderDelivery.tsx'
import { OrderItems } from './OrderItems.tsx'
import { OrderKind } from './OrderKind.tsx'
import { OrderPayment } from './OrderPayment.tsx'
import { OrderReturns } from './OrderReturns.tsx'

/** One order: what, when, for whom, how it came and was paid, and what came back. */
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
  const isRefund = order.refundOf !== null || (order.kind === 'refund' && order.state === null)
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-6 lg:grid-cols-[minmax(0,1fr)_20rem]">
      <div className="grid min-w-0 gap-8">
        <Section title={t('one.items')}>
          <OrderItems order={order} />
        </Section>
        {order.refunds.length > 0 && <Refunds order={order} />}
        <OrderReturns order={order} />
      </div>
      <div className="grid gap-4">
        <Card>
          <OrderFacts order={order} />
        </Card>
        {!isRefund && <OrderDelivery order={order} />}
        {!isRefund && <OrderPayment order={order} />}
      </div>
    </div>
  )
}

function Refunds({ order }: { readonly order: OrderResponse }) {
  const { t } = useTranslation('orders')
  const format = useFormat()
  return (
    <Section title={t('one.refunds')}>
      <ul className="grid gap-2 text-sm">
        {order.refunds.map((refund) => (
          <li key={refund.id} className="flex flex-wrap items-baseline gap-x-3">
            <TextLink href={`/orders/${refund.id}`}>{format.money(refund.total, { currency: order.currency })}</TextLink>
            <span className="text-ink-soft">{format.instantDay(refund.orderedAt)}</span>
            {refund.reason && <bdi className="min-w-0 break-words">{refund.reason}</bdi>}
          </li>
        ))}
      </ul>
    </Section>
  )
}

function OrderFacts({ order }: { readonly order: OrderResponse }) {
  const { t } = useTranslation('orders')
  const format = useFormat()
  const money = (minor: string | null) => format.money(minor, { currency: order.currency })
  const texts = { status: order.status, channel: order.channel, country: order.country, reason: order.reason }
  const amounts = { discount: order.discount, shipping: order.shipping, tax: order.tax }
  return (
    <Facts>
      <Fact label={t('column.customer')}>
        <TextLink href={`/customers/${order.customer.id}`}>
          <bdi>{order.customer.name ?? order.customer.externalId ?? t('nameless')}</bdi>
        </TextLink>
      </Fact>
      <Fact label={t('column.at')}>{format.instant(order.orderedAt)}</Fact>
      <Fact label={t('column.kind')}>
        <span className="flex flex-wrap gap-2">
          <OrderKind kind={order.kind} state={order.state} />
          {order.state && order.state !== 'cancelled' && <Badge tone="info">{t(`state.${order.state}`)}</Badge>}
        </span>
      </Fact>
      <Fact label={t('one.total')}>
        <span className="figures font-semibold">{money(order.total)}</span>
      </Fact>
      {AMOUNTS.map(
        (name) =>
          amounts[name] !== null && (
            <Fact key={name} label={t(`one.${name}`)}>
              <span className="figures">{money(amounts[name])}</span>
            </Fact>
          ),
      )}
      {order.coupons.length > 0 && (
        <Fact label={t('one.coupons')}>
          <span className="flex flex-wrap gap-2">
            {order.coupons.map((coupon) => (
              <bdi key={coupon} className="code-run">
                {coupon}
              </bdi>
            ))}
          </span>
        </Fact>
      )}
      {TEXTS.map(
        (name) =>
          texts[name] && (
            <Fact key={name} label={t(`one.${name}`)}>
              <bdi>{texts[name]}</bdi>
            </Fact>
          ),
      )}
      {order.cancelledAt && <Fact label={t('one.cancelledAt')}>{format.instant(order.cancelledAt)}</Fact>}
      {order.refundOf && (
        <Fact label={t('one.refundOf')}>
          <TextLink href={`/orders/${order.refundOf.id}`}>
            <bdi className="code-run">{order.refundOf.number ?? t('unnumbered')}</bdi>
          </TextLink>
        </Fact>
      )}
    </Facts>
  )
}

const AMOUNTS = ['discount', 'shipping', 'tax'] as const
const TEXTS = ['status', 'channel', 'country', 'reason'] as const
