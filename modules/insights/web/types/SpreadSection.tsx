import { useTranslation } from 'react-i18next'
import { LinesChart } from '#web/charts/lines-chart.tsx'
import { useFormat } from '#web/format.tsx'
import { NumberLink } from '#web/ui/number-link.tsx'
import { PlainTable } from '#web/ui/plain-table.tsx'
import type { KindsReport } from '../../types/api.ts'
import { useKindsLinks } from './use-kinds-links.ts'

/** Every fifth per cent is a point of the line. */
const STEP = 5
/** A share of fewer customers than this says nothing. */
const LEAST = 50

/** Whether the shop lives on few customers or on many. */
export function SpreadSection({ report }: { readonly report: KindsReport }) {
  const { t } = useTranslation('insights-types')
  const format = useFormat()
  const { people, exports, anchor } = useKindsLinks(report)
  const title = useFinding(report)
  const { spread } = report
  if (spread === null) return null
  const points = Array.from({ length: 100 / STEP + 1 }, (_, k) => k * STEP)
  return (
    <div className="grid gap-3">
      <LinesChart
        anchor={anchor('spread')}
        axis
        title={title}
        definition={t('spread.definition', { gini: format.number(spread.gini, 2) })}
        heading={t('spread.customers')}
        labels={points.map((percent) => format.percent(percent / 100, 0))}
        series={[
          { id: 'shop', name: t('spread.revenue'), values: points.map((percent) => spread.curve[percent] ?? null) },
          { id: 'equal', name: t('spread.equal'), values: points.map((percent) => percent / 100), dashed: true },
        ]}
        format="percent"
        exports={exports('spread')}
      />
      <PlainTable
        label={t('spread.tops')}
        rows={spread.tops}
        rowId={({ percent }) => percent}
        columns={[
          {
            heading: t('spread.tops'),
            isName: true,
            cell: ({ percent }) => t('spread.top', { percent: format.percent(percent / 100, 0) }),
          },
          {
            heading: t('worth.customers'),
            isFigure: true,
            cell: ({ percent, customers, least }) => (
              <NumberLink
                href={people({ field: 'revenue', op: 'at_least', value: least })}
                label={t('spread.top', { percent: format.percent(percent / 100, 0) })}
              >
                {format.number(customers)}
              </NumberLink>
            ),
          },
          { heading: t('spread.least'), isFigure: true, isShort: true, cell: ({ least }) => format.money(least) },
          { heading: t('worth.revenueShare'), isFigure: true, cell: ({ share }) => format.percent(share) },
        ]}
      />
    </div>
  )
}

function useFinding({ spread }: KindsReport): string {
  const { t } = useTranslation('insights-types')
  const format = useFormat()
  const tenth = spread?.tops.find(({ percent }) => percent === 10)
  if (!spread || !tenth || spread.customers < LEAST) return t('spread.few')
  return t(tenth.share >= 0.5 ? 'spread.titleFew' : 'spread.titleMany', { share: format.percent(tenth.share, 0) })
}
