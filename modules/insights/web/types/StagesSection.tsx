import { useTranslation } from 'react-i18next'
import { BarsChart } from '#web/charts/bars-chart.tsx'
import { useFormat } from '#web/format.tsx'
import { Segmented } from '#web/ui/segmented.tsx'
import { useUrlChoice } from '#web/url-state.ts'
import type { KindsReport } from '../../types/api.ts'
import { useKindsLinks } from './use-kinds-links.ts'

const MEASURES = ['customers', 'revenue', 'expectedValue'] as const

/** How far customers have come, from new to former. */
export function StagesSection({ report }: { readonly report: KindsReport }) {
  const { t } = useTranslation('insights-types')
  const { people, exports, anchor } = useKindsLinks(report)
  const measures = MEASURES.filter((each) => each === 'customers' || report.all[each] !== null)
  const [measure, setMeasure] = useUrlChoice('stages', measures, 'customers')
  return (
    <BarsChart
      anchor={anchor('stages')}
      title={useFinding(report)}
      definition={t('stages.definition', { count: report.windowDays })}
      heading={t('stages.stage')}
      categories={report.stages.map(({ stage }) => ({
        id: stage,
        label: t(`stages.${stage}`),
        href: people({ field: 'stage', op: 'any_of', value: [stage] }),
      }))}
      series={[
        {
          id: measure,
          name: t(`measure.${measure}`),
          values: report.stages.map((each) => (each[measure] === null ? null : Number(each[measure]))),
        },
      ]}
      format={measure === 'customers' ? 'count' : 'money'}
      exports={exports('stages')}
      actions={
        measures.length > 1 && (
          <Segmented
            label={t('measure.label')}
            value={measure}
            onChange={setMeasure}
            options={measures.map((id) => ({ id, label: t(`measure.${id}`) }))}
          />
        )
      }
    />
  )
}

function useFinding({ stages, all }: KindsReport): string {
  const { t } = useTranslation('insights-types')
  const format = useFormat()
  const counted = (stage: KindsReport['stages'][number]['stage']) => stages.find((each) => each.stage === stage)?.customers ?? 0
  const share = (customers: number) => format.percent(all.customers === 0 ? null : customers / all.customers, 0)
  if (all.customers < LEAST) return t('stages.few')
  return t('stages.title', {
    current: share(all.customers - counted('former')),
    often: share(counted('repeat')),
    risk: share(counted('at_risk')),
  })
}

/** Of fewer customers than this nothing is concluded. */
const LEAST = 20
