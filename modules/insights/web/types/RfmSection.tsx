import { useTranslation } from 'react-i18next'
import { ChartFrame } from '#web/charts/chart-frame.tsx'
import { HeatGrid } from '#web/charts/heat-grid.tsx'
import { useFormat } from '#web/format.tsx'
import { Notice } from '#web/ui/notice.tsx'
import { Segmented } from '#web/ui/segmented.tsx'
import { useUrlChoice } from '#web/url-state.ts'
import type { KindsReport } from '../../types/api.ts'
import { RFM_WORDS } from '../../types/domain-rfm.ts'
import { useKindsLinks } from './use-kinds-links.ts'
import { useRangeText } from './use-range-text.ts'
import { WorthTable } from './WorthTable.tsx'

const MEASURES = ['customers', 'revenue', 'expectedValue'] as const
const RECENCIES = [5, 4, 3, 2, 1]
const FREQUENCIES = [1, 2, 3, 4, 5]

/** How recently, how often and for how much customers bought: a grid of fifths, and the groups that follow. */
export function RfmSection({ report }: { readonly report: KindsReport }) {
  const { t } = useTranslation('insights-types')
  if (report.rfm === null) return <Notice tone="info">{t('rfm.none')}</Notice>
  return (
    <div className="grid gap-4">
      <Grid report={report} rfm={report.rfm} />
      <Groups report={report} rfm={report.rfm} />
    </div>
  )
}

interface PartProps {
  readonly report: KindsReport
  readonly rfm: NonNullable<KindsReport['rfm']>
}

function Grid({ report, rfm }: PartProps) {
  const { t } = useTranslation('insights-types')
  const format = useFormat()
  const { people, exports, anchor } = useKindsLinks(report)
  const rangeText = useRangeText(rfm.ranges)
  const measures = MEASURES.filter((each) => each === 'customers' || report.all[each] !== null)
  const [measure, setMeasure] = useUrlChoice('rfm', measures, 'customers')
  const cellOf = (row: number, column: number) => rfm.cells.find(({ r, f }) => r === RECENCIES[row] && f === FREQUENCIES[column])
  const write = (value: string | number | null) =>
    measure === 'customers' ? format.number(Number(value)) : format.money(value === null ? null : String(value), { compact: true })
  return (
    <HeatGrid
      anchor={anchor('rfm')}
      title={useFinding(report, rfm)}
      definition={t('rfm.definition')}
      heading={t('rfm.recency')}
      columnsHeading={t('rfm.frequency')}
      rows={RECENCIES.map((r) => ({
        id: String(r),
        label: t('rfm.score', { score: format.number(r), range: rangeText('r', r) }),
        href: people({ field: 'insights.recency', op: 'is', value: r }),
      }))}
      columns={FREQUENCIES.map((f) => ({ id: String(f), label: t('rfm.score', { score: format.number(f), range: rangeText('f', f) }) }))}
      cell={(row, column) => {
        const found = cellOf(row, column)
        if (!found || found.customers === 0) return null
        const group = found.group && RFM_WORDS[found.group][format.language]
        return {
          value: Number(found[measure] ?? 0),
          text: t('rfm.cell', { group, value: write(found[measure]) }),
          href: people({ field: 'insights.recency', op: 'is', value: found.r }, { field: 'insights.frequency', op: 'is', value: found.f }),
        }
      }}
      exports={exports('rfm')}
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

function Groups({ report, rfm }: PartProps) {
  const { t } = useTranslation('insights-types')
  const format = useFormat()
  const { people, exports, anchor } = useKindsLinks(report)
  return (
    <ChartFrame anchor={anchor('groups')} title={useGroupsFinding(rfm)} definition={t('rfm.groupsDefinition')} exports={exports('groups')}>
      <WorthTable
        label={t('rfm.group')}
        rows={rfm.groups.map(({ group, ...worth }) => ({
          id: group,
          name: RFM_WORDS[group][format.language],
          hint: t(`rfm.hint.${group}`),
          href: people({ field: 'insights.rfm_group', op: 'any_of', value: [group] }),
          worth,
        }))}
      />
    </ChartFrame>
  )
}

function useFinding({ all }: KindsReport, { cells }: PartProps['rfm']): string {
  const { t } = useTranslation('insights-types')
  const format = useFormat()
  const best = cells.filter(({ r, f }) => r >= 4 && f >= 4)
  const customers = best.reduce((sum, each) => sum + each.customers, 0)
  if (customers < LEAST) return t('rfm.few')
  const share = format.percent(customers / all.customers, 0)
  if (best.every(({ revenueShare }) => revenueShare === null)) return t('rfm.titleNoMoney', { share })
  const revenue = format.percent(
    best.reduce((sum, each) => sum + (each.revenueShare ?? 0), 0),
    0,
  )
  return t('rfm.title', { share, revenue })
}

function useGroupsFinding({ groups }: PartProps['rfm']): string {
  const { t } = useTranslation('insights-types')
  const slipping = groups
    .filter(({ group }) => group === 'at_risk' || group === 'cannot_lose')
    .reduce((sum, each) => sum + each.customers, 0)
  return slipping === 0 ? t('rfm.groupsTitleNone') : t('rfm.groupsTitle', { count: slipping })
}

const LEAST = 5
