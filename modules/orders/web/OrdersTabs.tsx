import { useTranslation } from 'react-i18next'
import { PageTabs } from '#web/shell/page-tabs.tsx'

const TABS = [
  { id: 'orders', path: '/orders' },
  { id: 'carts', path: '/orders/carts' },
  { id: 'returns', path: '/orders/returns' },
  { id: 'products', path: '/orders/products' },
] as const

/** The pages that belong to orders. */
export function OrdersTabs({ current }: { readonly current: (typeof TABS)[number]['id'] }) {
  const { t } = useTranslation('orders')
  return <PageTabs label={t('list.title')} tabs={TABS.map((tab) => ({ ...tab, label: t(`tabs.${tab.id}`) }))} current={current} />
}
