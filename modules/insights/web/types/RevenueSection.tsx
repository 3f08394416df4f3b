import { useTranslation } from 'react-i18next'
import { isoOfDay, periodStart } from '#pure/calendar'
import { BarsChart } from '#web/charts/bars-chart.tsx'
import { useFormat } from '#web/format.tsx'
import { useCan } from '#web/session.tsx'
import type { KindsReport, RevenuePeriod } from '../../types/api.ts'
import { useKindsLinks } from './use-kinds-links.ts'

const KINDS = ['new', 'returned', 'repeat'] as const
/** The chart shows so many periods, the latest; the file has all. */
const MOST = 24
/** Fewer purchases than this in a period say nothing about it. */
const LEAST = 20

/** What first, second and later purchases brought in each period. */
export function RevenueSection({ report }: { readonly report: KindsReport }) {
  const { t } = useTranslation('insights-types')
  const format = useFormat()
  const can = useCan()
  const { exports, anchor } = useKindsLinks(report)
  const { calendar, period } = report
  const shown = report.revenue.slice(-MOST)
  const hasMoney = shown.some(({ revenue }) => revenue !== null)
  const ordersOf = (index: number) => {
    const [from, to] = [periodStart(calendar, period, index), periodStart(calendar, period, index + 1) - 1]
    return can('orders:read') ? `/orders?kind=purchase&from=${isoOfDay(from)}&to=${isoOfDay(to)}` : undefined
  }
  return (
    <BarsChart
      anchor={anchor('revenue')}
      stacked
      title={useFinding(report)}
      definition={t('revenue.definition')}
      heading={t('revenue.period')}
      categories={shown.map(({ index, complete }) => ({
        id: String(index),
        label: format.period(period, index, calendar) + (complete ? '' : ` (${t('revenue.running')})`),
        href: ordersOf(index),
      }))}
      series={KINDS.map((kind) => ({
        id: kind,
        name: t(`revenue.${kind}`),
        values: shown.map((each) => (each.revenue ? Number(each.revenue[kind]) : each.orders[kind])),
      }))}
      format={hasMoney ? 'money' : 'count'}
      exports={exports('revenue')}
    />
  )
}

/** The last period that is over, against the same one a year before. */
function useFinding({ revenue, period, calendar }: KindsReport): string {
  const { t } = useTranslation('insights-types')
  const format = useFormat()
  const last = revenue.filter(({ complete }) => complete).at(-1)
  const share = last && returningShare(last)
  if (!last || share === undefined || share === null) return t('revenue.few')
  const yearAgo = revenue.find(({ index }) => index === last.index - { month: 12, quarter: 4, year: 1 }[period])
  const before = yearAgo ? returningShare(yearAgo) : null
  const said = { period: format.period(period, last.index, calendar), share: format.percent(share, 0) }
  return before === null ? t('revenue.title', said) : t('revenue.titleBefore', { ...said, before: format.percent(before, 0) })
}

function returningShare({ orders, revenue }: RevenuePeriod): number | null {
  const of = (kind: (typeof KINDS)[number]) => Number(revenue ? revenue[kind] : orders[kind])
  const all = KINDS.reduce((sum, kind) => sum + of(kind), 0)
  return KINDS.reduce((sum, kind) => sum + orders[kind], 0) < LEAST || all === 0 ? null : 1 - of('new') / all
}
