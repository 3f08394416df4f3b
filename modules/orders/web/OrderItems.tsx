import { useTranslation } from 'react-i18next'
import { useFormat } from '#web/format.tsx'
import { EmptyState } from '#web/ui/empty-state.tsx'
import { PlainTable } from '#web/ui/plain-table.tsx'
import { TextLink } from '#web/ui/text-link.tsx'
import type { OrderItem, OrderResponse } from '../api.ts'

/** The lines of an order as a plain table: an order has few enough of them to read at once. */
export function OrderItems({ order }: { readonly order: OrderResponse }) {
  const { t } = useTranslation('orders')
  const format = useFormat()
  if (order.items.length === 0) return <EmptyState title={t('one.noItems')} text={t('one.noItemsText')} />
  return (
    <PlainTable
      label={t('one.items')}
      rows={order.items}
      rowId={(item) => item.line}
      columns={[
        { heading: t('item.product'), isName: true, cell: (item) => <Product item={item} /> },
        { heading: t('item.code'), isShort: true, cell: (item) => <bdi className="code-run">{item.productCode ?? '–'}</bdi> },
        { heading: t('item.quantity'), isFigure: true, cell: (item) => (item.quantity === null ? '–' : format.number(item.quantity, 3)) },
        ...(order.items.some(({ price }) => price !== null)
          ? [
              {
                heading: t('item.price', { unit: format.moneyUnit() }),
                isFigure: true,
                cell: (item: OrderItem) => format.money(item.price, { bare: true, currency: order.currency }),
              },
            ]
          : []),
        {
          heading: t('column.total', { unit: format.moneyUnit() }),
          isFigure: true,
          cell: (item) => format.money(item.amount, { bare: true, currency: order.currency }),
        },
      ]}
    />
  )
}

function Product({ item: { productName, productCode, productId, category, variant } }: { readonly item: OrderItem }) {
  const name = <bdi>{productName ?? productCode ?? '–'}</bdi>
  return (
    <>
      {productId ? <TextLink href={`/orders/products/${productId}`}>{name}</TextLink> : name}
      {[variant, category].map(
        (word, k) =>
          word && (
            <span key={k} className="text-ink-soft">
              {' · '}
              <bdi>{word}</bdi>
            </span>
          ),
      )}
    </>
  )
}
