import { useTranslation } from 'react-i18next'
import { useFormat } from '#web/format.tsx'
import { KeyFigure } from '#web/ui/key-figure.tsx'
import { Section } from '#web/ui/section.tsx'
import type { KindsReport } from '../../types/api.ts'
import { useKindsLinks } from './use-kinds-links.ts'

/** What would be lost with the customers who are silent for longer than is usual for them. */
export function RiskSection({ report }: { readonly report: KindsReport }) {
  const { t } = useTranslation('insights-types')
  const format = useFormat()
  const { people } = useKindsLinks(report)
  const risk = report.stages.find(({ stage }) => stage === 'at_risk')
  if (!risk) return null
  const href = people({ field: 'stage', op: 'any_of', value: ['at_risk'] })
  const { yearRevenue, expectedValue } = risk
  const yearShare =
    yearRevenue === null || report.all.yearRevenue === null || report.all.yearRevenue === '0'
      ? null
      : Number(yearRevenue) / Number(report.all.yearRevenue)
  const title =
    risk.customers === 0
      ? t('risk.nobody')
      : yearRevenue === null
        ? t('risk.titleNoMoney', { count: risk.customers })
        : t('risk.title', { count: risk.customers, amount: format.money(yearRevenue, { compact: true }) })
  return (
    <Section title={title} text={t('risk.definition')}>
      <div className="grid grid-cols-1 gap-4 sm:grid-cols-3">
        <KeyFigure
          label={t('risk.customers')}
          value={format.number(risk.customers)}
          hint={t('risk.ofAll', { share: format.percent(risk.share) })}
          href={risk.customers === 0 ? undefined : href}
        />
        {yearRevenue !== null && (
          <KeyFigure
            label={t('risk.yearRevenue')}
            value={format.money(yearRevenue, { compact: true })}
            hint={yearShare === null ? undefined : t('risk.ofYear', { share: format.percent(yearShare) })}
            href={risk.customers === 0 ? undefined : href}
          />
        )}
        {expectedValue !== null && (
          <KeyFigure
            label={t('risk.expected')}
            value={format.money(expectedValue, { compact: true })}
            hint={t('risk.expectedHint')}
            href={risk.customers === 0 ? undefined : href}
          />
        )}
      </div>
    </Section>
  )
}
