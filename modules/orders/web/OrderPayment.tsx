import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '#web/format.tsx'
import { useCan } from '#web/session.tsx'
import { Button } from '#web/ui/button.tsx'
import { Card } from '#web/ui/card.tsx'
import { DateField } from '#web/ui/date-field.tsx'
import { Dialog } from '#web/ui/dialog.tsx'
import { Form } from '#web/ui/form.tsx'
import { NumberField } from '#web/ui/number-field.tsx'
import { SaveButton } from '#web/ui/save-button.tsx'
import type { OrderResponse } from '../api.ts'
import { useSetPayment } from './data.ts'
import { Fact, Facts } from './Facts.tsx'
import { useLocalDays } from './local-days.ts'
import { Lateness } from './OrderDelivery.tsx'
import { useMoneyUnits } from './use-money-units.ts'

/** When the order is to be paid, when it was, and how much. */
export function OrderPayment({ order }: { readonly order: OrderResponse }) {
  const { t } = useTranslation('orders')
  const format = useFormat()
  const can = useCan()
  const [isOpen, setOpen] = useState(false)
  const { dueAt, paidAt, paidAmount, daysLate } = order.payment
  return (
    <Card>
      <div className="mb-3 flex items-center justify-between gap-2">
        <h2 className="font-semibold">{t('payment.title')}</h2>
        {can('orders:write') && (
          <Button size="sm" look="quiet" onPress={() => setOpen(true)}>
            {t('act.edit')}
          </Button>
        )}
      </div>
      <Facts>
        {order.paymentMethod && (
          <Fact label={t('one.paymentMethod')}>
            <bdi>{order.paymentMethod}</bdi>
          </Fact>
        )}
        <Fact label={t('payment.dueAt')}>
          {dueAt === null ? '–' : format.instantDay(dueAt)} {daysLate !== null && <Lateness days={daysLate} isDone={paidAt !== null} />}
        </Fact>
        <Fact label={t('payment.paidAt')}>{paidAt === null ? '–' : format.instantDay(paidAt)}</Fact>
        {paidAmount !== null && (
          <Fact label={t('payment.paidAmount')}>
            <span className="figures">{format.money(paidAmount, { currency: order.currency })}</span>
          </Fact>
        )}
      </Facts>
      <Dialog isOpen={isOpen} onOpenChange={setOpen} title={t('payment.title')}>
        <PaymentForm order={order} onDone={() => setOpen(false)} />
      </Dialog>
    </Card>
  )
}

function PaymentForm({ order, onDone }: { readonly order: OrderResponse; readonly onDone: () => void }) {
  const { t } = useTranslation(['orders', 'web'])
  const { dayOfInstant, instantOfDay } = useLocalDays()
  const units = useMoneyUnits()
  const write = useSetPayment(order.id)
  const { dueAt, paidAt, paidAmount } = order.payment
  const [due, setDue] = useState(dayOfInstant(dueAt))
  const [paid, setPaid] = useState(dayOfInstant(paidAt))
  const [amount, setAmount] = useState(units.shown(paidAmount))
  const submit = () =>
    write.mutate(
      { dueAt: instantOfDay(due, dueAt), paidAt: instantOfDay(paid, paidAt), paidAmount: units.minor(amount) },
      { onSuccess: onDone },
    )
  return (
    <Form onSubmit={submit} failure={write.error} actions={<SaveButton isPending={write.isPending} />}>
      <DateField label={t('payment.dueAt')} value={due} onChange={setDue} />
      <DateField label={t('payment.paidAt')} value={paid} onChange={setPaid} />
      <NumberField label={t('payment.paidAmount')} unit={units.unit} minValue={0} value={amount} onChange={setAmount} />
    </Form>
  )
}
