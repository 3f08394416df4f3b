import { Receipt, User } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { CustomersPage } from '#api/customers'
import type { OrdersPage } from '#api/orders'
import { call } from '#web/api.ts'
import { useFormat } from '#web/format.tsx'
import type { CommandEntry } from '#web/ui/command-entries.ts'

const MOST = 5

/** Searches customers and orders on the server for the palette. */
export function useCommandSearch(): (text: string, signal: AbortSignal) => Promise<readonly CommandEntry[]> {
  const { t } = useTranslation()
  const format = useFormat()
  return async (text, signal) => {
    const query = { search: text, limit: MOST }
    const [customers, orders] = await Promise.all([
      call<CustomersPage>('GET', '/api/customers', { query, signal }),
      call<OrdersPage>('GET', '/api/orders', { query, signal }),
    ])
    return [
      ...customers.rows.map((row) => ({
        id: `customer ${row.id}`,
        group: t('palette.customers'),
        icon: User,
        href: `/customers/${row.id}`,
        label: row.name ?? row.externalId ?? t('palette.unnamed'),
        hint: row.phone ?? row.email ?? undefined,
      })),
      ...orders.rows.map((row) => ({
        id: `order ${row.id}`,
        group: t('palette.orders'),
        icon: Receipt,
        href: `/orders/${row.id}`,
        label: row.number === null ? t('palette.unnumbered') : t('palette.order', { number: row.number }),
        hint: [row.customer.name ?? row.customer.externalId, format.instant(row.orderedAt)].filter(Boolean).join(' · '),
      })),
    ]
  }
}
