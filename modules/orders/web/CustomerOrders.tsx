import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CustomerPartProps } from '#web/customer-parts.ts'
import { EmptyState } from '#web/ui/empty-state.tsx'
import { OrdersTable } from './OrdersTable.tsx'

/** A customer's orders, on the customer's page. */
export function CustomerOrders({ customerId }: CustomerPartProps) {
  const { t } = useTranslation('orders')
  const [sort, setSort] = useState('-at')
  return (
    <section className="grid gap-3">
      <h2 className="text-lg font-semibold">{t('list.title')}</h2>
      <OrdersTable
        id="customer-orders"
        wanted={{ customer: customerId, sort }}
        onSort={setSort}
        empty={<EmptyState title={t('list.noneOfCustomer')} />}
        maxHeight="28rem"
      />
    </section>
  )
}
