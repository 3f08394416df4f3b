import { useTranslation } from 'react-i18next'
import { PageTabs } from '#web/shell/page-tabs.tsx'

const TABS = [
  { id: 'customers', path: '/customers' },
  { id: 'segments', path: '/segments' },
  { id: 'duplicates', path: '/customers/duplicates' },
] as const

/** The pages that belong to customers: everybody, segments, and who may be the same. */
export function CustomersTabs({ current }: { readonly current: (typeof TABS)[number]['id'] }) {
  const { t } = useTranslation()
  return (
    <PageTabs
      label={t('customersTabs.label')}
      tabs={TABS.map((tab) => ({ ...tab, label: t(`customersTabs.${tab.id}`) }))}
      current={current}
    />
  )
}
