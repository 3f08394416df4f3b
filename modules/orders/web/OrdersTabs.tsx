import { Link } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import { classes } from '#web/ui/classes.ts'

const TABS = [
  { id: 'orders', path: '/orders' },
  { id: 'carts', path: '/orders/carts' },
  { id: 'returns', path: '/orders/returns' },
  { id: 'products', path: '/orders/products' },
] as const

/** The pages that belong to orders, side by side. */
export function OrdersTabs({ current }: { readonly current: (typeof TABS)[number]['id'] }) {
  const { t } = useTranslation('orders')
  return (
    <nav aria-label={t('list.title')} className="flex gap-6 overflow-x-auto border-b border-line">
      {TABS.map(({ id, path }) => (
        <Link
          key={id}
          href={path}
          aria-current={id === current ? 'page' : undefined}
          className={classes(
            '-mb-px border-b-2 py-2 whitespace-nowrap no-underline hovered:text-ink',
            id === current ? 'border-accent font-medium text-ink' : 'border-transparent text-ink-soft',
          )}
        >
          {t(`tabs.${id}`)}
        </Link>
      ))}
    </nav>
  )
}
