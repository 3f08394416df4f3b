import { useTranslation } from 'react-i18next'
import { Notice } from '#web/ui/notice.tsx'
import type { ExpectedReport } from '../../scores/api.ts'

/** Why there is no model yet, what is missing, and what there is all the same. */
export function Shortage({ report }: { readonly report: ExpectedReport }) {
  const { t } = useTranslation('insights-scores')
  const { customers, returned, needs, shortage } = report
  const reason = shortage === null || shortage === 'no_customers' ? 'too_few' : shortage
  return (
    <Notice tone="info" title={t('shortage.title')}>
      <span className="flex flex-col gap-2">
        <span>{t(`shortage.${reason}`)}</span>
        {reason !== 'flat' && (
          <span>
            {t('shortage.customers', { count: customers, needed: needs.customers })}{' '}
            {t('shortage.returned', { count: returned, needed: needs.returned })}
          </span>
        )}
        <span>{t('shortage.rest')}</span>
      </span>
    </Notice>
  )
}
