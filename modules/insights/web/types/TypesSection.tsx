import { useTranslation } from 'react-i18next'
import { ChartFrame } from '#web/charts/chart-frame.tsx'
import { useFormat } from '#web/format.tsx'
import { useCan } from '#web/session.tsx'
import { TextLink } from '#web/ui/text-link.tsx'
import type { KindsReport } from '../../types/api.ts'
import { useKindsLinks } from './use-kinds-links.ts'
import { useRuleText } from './use-rule-text.ts'
import { WorthTable } from './WorthTable.tsx'

/** How customers buy: the types, each with its rule, its people and what they are worth. */
export function TypesSection({ report }: { readonly report: KindsReport }) {
  const { t } = useTranslation('insights-types')
  const can = useCan()
  const { people, exports, anchor } = useKindsLinks(report)
  const ruleText = useRuleText(report.thresholds)
  return (
    <ChartFrame anchor={anchor('types')} title={useFinding(report)} definition={t('types.definition')} exports={exports('types')}>
      <WorthTable
        label={t('types.type')}
        rows={report.types.map(({ type, ...worth }) => ({
          id: type ?? 'none',
          name: t(`types.${type ?? 'none'}`),
          hint: type === null ? t('types.noneRule') : ruleText(type),
          href:
            type === null
              ? people({ field: 'type', op: 'unknown' }, { field: 'purchases', op: 'at_least', value: 1 })
              : people({ field: 'type', op: 'any_of', value: [type] }),
          worth,
        }))}
      />
      {can('insights:configure') && (
        <p className="text-sm text-ink-soft">
          <TextLink href="/settings/insights">{t('types.change')}</TextLink>
        </p>
      )}
    </ChartFrame>
  )
}

function useFinding({ types, all }: KindsReport): string {
  const { t } = useTranslation('insights-types')
  const format = useFormat()
  const known = types.filter(({ type, customers }) => type !== null && customers > 0)
  const largest = known.toSorted((a, b) => b.customers - a.customers)[0]
  if (!largest?.type || all.customers < LEAST) return t('types.few')
  const richest = known.toSorted((a, b) => (b.revenueShare ?? 0) - (a.revenueShare ?? 0))[0]
  const said = { type: t(`types.${largest.type}`), share: format.percent(largest.share, 0) }
  if (!richest?.type || richest.revenueShare === null) return t('types.titleNoMoney', said)
  return t(richest.type === largest.type ? 'types.titleSame' : 'types.title', {
    ...said,
    richest: t(`types.${richest.type}`),
    revenue: format.percent(richest.revenueShare, 0),
  })
}

const LEAST = 20
