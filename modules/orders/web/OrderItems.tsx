import { useTranslation } from 'react-i18next'
import { useFormat } from '#web/format.tsx'
import { EmptyState } from '#web/ui/empty-state.tsx'
import type { OrderResponse } from '../api.ts'

/** The lines of an order as a plain table: an order has few enough of them to read at once. */
export function OrderItems({ order }: { readonly order: OrderResponse }) {
  const { t } = useTranslation('orders')
  const format = useFormat()
  if (order.items.length === 0) return <EmptyState title={t('one.noItems')} text={t('one.noItemsText')} />
  return (
    <div className="overflow-x-auto rounded border border-line bg-surface" role="region" aria-label={t('one.items')} tabIndex={0}>
      <table className="w-full text-sm">
        <thead className="text-ink-soft">
          <tr className="border-b border-line">
            <th scope="col" className="px-3 py-2 text-start font-medium">
              {t('item.product')}
            </th>
            <th scope="col" className="px-3 py-2 text-start font-medium">
              {t('item.code')}
            </th>
            <th scope="col" className="px-3 py-2 units-right font-medium">
              {t('item.quantity')}
            </th>
            <th scope="col" className="px-3 py-2 units-right font-medium">
              {t('column.total', { unit: format.moneyUnit() })}
            </th>
          </tr>
        </thead>
        <tbody>
          {order.items.map((item) => (
            <tr key={item.line} className="border-b border-line last:border-0">
              <td className="px-3 py-2">
                <bdi>{item.productName ?? '–'}</bdi>
                {item.category && (
                  <span className="text-ink-soft">
                    {' '}
                    · <bdi>{item.category}</bdi>
                  </span>
                )}
              </td>
              <td className="px-3 py-2">
                <bdi className="code-run">{item.productCode ?? '–'}</bdi>
              </td>
              <td className="figures px-3 py-2 units-right">{item.quantity === null ? '–' : format.number(item.quantity, 3)}</td>
              <td className="figures px-3 py-2 units-right">{format.money(item.amount, { bare: true, currency: order.currency })}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
