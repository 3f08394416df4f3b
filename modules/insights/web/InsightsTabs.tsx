import { useTranslation } from 'react-i18next'
import { PageTabs } from '#web/shell/page-tabs.tsx'

const TABS = [
  { id: 'return', path: '/insights/return' },
  { id: 'customers', path: '/insights/customers' },
  { id: 'expected', path: '/insights/expected' },
  { id: 'why', path: '/insights/why' },
  { id: 'products', path: '/insights/products' },
  { id: 'cohorts', path: '/insights/cohorts' },
  { id: 'seasons', path: '/insights/seasons' },
  { id: 'goals', path: '/insights/goals' },
  { id: 'monthly', path: '/insights/monthly' },
] as const

/** The pages of Insights; each answers one question. */
export function InsightsTabs({ current }: { readonly current: (typeof TABS)[number]['id'] }) {
  const { t } = useTranslation('insights')
  return <PageTabs label={t('tabs.label')} tabs={TABS.map((tab) => ({ ...tab, label: t(`tabs.${tab.id}`) }))} current={current} />
}
