import { useTranslation } from 'react-i18next'
import { BarsChart } from '#web/charts/bars-chart.tsx'
import { useFormat } from '#web/format.tsx'
import { useCan } from '#web/session.tsx'
import type { ExpectedReport } from '../../scores/api.ts'
import { customersBetween, exportsOf } from './links.ts'
import { seesNobodyLeave } from './meaning.ts'

/** Customers by how likely they are customers still. */
export function AliveChart({ report: { alive, model } }: { readonly report: ExpectedReport }) {
  const { t } = useTranslation('insights-scores')
  const format = useFormat()
  const can = useCan()
  const all = alive.reduce((sum, group) => sum + group.customers, 0)
  const likely = alive.filter(({ least }) => (least ?? 0) >= 50).reduce((sum, group) => sum + group.customers, 0)
  return (
    <BarsChart
      anchor="alive"
      title={
        seesNobodyLeave(model)
          ? t('alive.nobodyLeaves')
          : t('alive.title', { count: likely, total: all, share: format.percent(all === 0 ? null : likely / all) })
      }
      definition={t('alive.definition')}
      exports={can('insights:export') ? exportsOf('alive', format) : undefined}
      heading={t('alive.heading')}
      categories={alive.map(({ least, most }) => ({
        id: String(least),
        label: t('alive.range', { low: format.number(least ?? 0), high: format.number(most ?? 100) }),
        href: can('customers:read') ? customersBetween('insights.still_customer', least, most) : undefined,
      }))}
      series={[{ id: 'customers', name: t('customers'), values: alive.map(({ customers }) => customers) }]}
    />
  )
}
