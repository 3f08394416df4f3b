import { useTranslation } from 'react-i18next'
import { BarsChart } from '#web/charts/bars-chart.tsx'
import { useFormat } from '#web/format.tsx'
import { useCan } from '#web/session.tsx'
import type { ExpectedReport } from '../../scores/api.ts'
import { customersBetween, exportsOf } from './links.ts'
import { smallestHalf } from './smallest-half.ts'

/** Customers by what they are still expected to bring. */
export function ValueChart({ report: { values } }: { readonly report: ExpectedReport }) {
  const { t } = useTranslation('insights-scores')
  const format = useFormat()
  const can = useCan()
  const money = (minor: string | null) => format.money(minor, { compact: true })
  const best = smallestHalf(values)
  const title = best?.least
    ? t('values.title', { count: best.customers, share: format.percent(best.share, 0), least: money(best.least) })
    : t('values.few')
  // The heading names the unit: long names of currencies leave no room for the amounts.
  const bare = (minor: string | null) => format.money(minor, { compact: true, bare: true })
  const label = (least: string | null, most: string | null) => {
    if (least === null) return most === null ? t('values.all') : t('values.upTo', { most: bare(most) })
    return most === null ? t('values.from', { least: bare(least) }) : t('values.between', { least: bare(least), most: bare(most) })
  }
  return (
    <BarsChart
      anchor="values"
      title={title}
      definition={t('values.definition')}
      exports={can('insights:export') ? exportsOf('values', format) : undefined}
      heading={t('values.headingIn', { unit: format.moneyUnit() })}
      horizontal
      categories={values.map(({ least, most }) => ({
        id: String(least),
        label: label(least, most),
        href: can('customers:read') ? customersBetween('insights.expected_value', least, most) : undefined,
      }))}
      series={[{ id: 'customers', name: t('customers'), values: values.map(({ customers }) => customers) }]}
    />
  )
}
