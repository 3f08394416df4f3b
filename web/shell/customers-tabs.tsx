import { Link } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import { useCan } from '#web/session.tsx'
import { PAGES } from '#web/pages.ts'
import { classes } from '#web/ui/classes.ts'

const TABS = [
  { id: 'customers', path: '/customers' },
  { id: 'segments', path: '/segments' },
  { id: 'duplicates', path: '/customers/duplicates' },
] as const

/** The pages that belong to customers, side by side: everybody, segments, and who may be the same. */
export function CustomersTabs({ current }: { readonly current: (typeof TABS)[number]['id'] }) {
  const { t } = useTranslation()
  const can = useCan()
  const shown = TABS.filter(({ path }) => {
    const page = PAGES.find((each) => each.path === path)
    return page && (!page.may || can(page.may))
  })
  return (
    <nav aria-label={t('customersTabs.label')} className="flex gap-6 overflow-x-auto border-b border-line">
      {shown.map(({ id, path }) => (
        <Link
          key={id}
          href={path}
          aria-current={id === current ? 'page' : undefined}
          className={classes(
            '-mb-px border-b-2 py-2 whitespace-nowrap no-underline hovered:text-ink',
            id === current ? 'border-accent font-medium text-ink' : 'border-transparent text-ink-soft',
          )}
        >
          {t(`customersTabs.${id}`)}
        </Link>
      ))}
    </nav>
  )
}
