import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '#web/format.tsx'
import { useCan } from '#web/session.tsx'
import { Badge } from '#web/ui/badge.tsx'
import { Button } from '#web/ui/button.tsx'
import { Card } from '#web/ui/card.tsx'
import { DateField } from '#web/ui/date-field.tsx'
import { Dialog } from '#web/ui/dialog.tsx'
import { Form } from '#web/ui/form.tsx'
import { SaveButton } from '#web/ui/save-button.tsx'
import type { OrderResponse } from '../api.ts'
import { useSetDelivery } from './data.ts'
import { Fact, Facts } from './Facts.tsx'
import { useLocalDays } from './local-days.ts'

const DAYS = ['promisedAt', 'shippedAt', 'deliveredAt'] as const

/** When the order was promised, sent and delivered, and how late. */
export function OrderDelivery({ order }: { readonly order: OrderResponse }) {
  const { t } = useTranslation('orders')
  const format = useFormat()
  const can = useCan()
  const [isOpen, setOpen] = useState(false)
  const { daysLate, ...days } = order.delivery
  return (
    <Card>
      <div className="mb-3 flex items-center justify-between gap-2">
        <h2 className="font-semibold">{t('delivery.title')}</h2>
        {can('orders:write') && order.state !== 'cancelled' && (
          <Button size="sm" look="quiet" onPress={() => setOpen(true)}>
            {t('act.edit')}
          </Button>
        )}
      </div>
      <Facts>
        {order.shippingMethod && (
          <Fact label={t('one.shippingMethod')}>
            <bdi>{order.shippingMethod}</bdi>
          </Fact>
        )}
        {DAYS.map((name) => (
          <Fact key={name} label={t(`delivery.${name}`)}>
            {days[name] === null ? '–' : format.instantDay(days[name])}
            {name === 'deliveredAt' && daysLate !== null && (
              <>
                {' '}
                <Lateness days={daysLate} isDone={days.deliveredAt !== null} />
              </>
            )}
          </Fact>
        ))}
      </Facts>
      <Dialog isOpen={isOpen} onOpenChange={setOpen} title={t('delivery.title')}>
        <DeliveryForm order={order} onDone={() => setOpen(false)} />
      </Dialog>
    </Card>
  )
}

/** Whether it came, or was paid, in time. */
export function Lateness({ days, isDone }: { readonly days: number; readonly isDone: boolean }) {
  const { t } = useTranslation('orders')
  if (days > 0) return <Badge tone={isDone ? 'warn' : 'bad'}>{t(isDone ? 'late.wasLate' : 'late.isLate', { count: days })}</Badge>
  return isDone ? <Badge tone="good">{t('late.inTime')}</Badge> : null
}

function DeliveryForm({ order, onDone }: { readonly order: OrderResponse; readonly onDone: () => void }) {
  const { t } = useTranslation(['orders', 'web'])
  const { dayOfInstant, instantOfDay } = useLocalDays()
  const write = useSetDelivery(order.id)
  const { promisedAt, shippedAt, deliveredAt } = order.delivery
  const [picked, setPicked] = useState({
    promisedAt: dayOfInstant(promisedAt),
    shippedAt: dayOfInstant(shippedAt),
    deliveredAt: dayOfInstant(deliveredAt),
  })
  const submit = () =>
    write.mutate(
      {
        promisedAt: instantOfDay(picked.promisedAt, promisedAt),
        shippedAt: instantOfDay(picked.shippedAt, shippedAt),
        deliveredAt: instantOfDay(picked.deliveredAt, deliveredAt),
      },
      { onSuccess: onDone },
    )
  return (
    <Form onSubmit={submit} failure={write.error} actions={<SaveButton isPending={write.isPending} />}>
      {DAYS.map((name) => (
        <DateField
          key={name}
          label={t(`delivery.${name}`)}
          value={picked[name]}
          onChange={(day) => setPicked({ ...picked, [name]: day })}
        />
      ))}
    </Form>
  )
}
