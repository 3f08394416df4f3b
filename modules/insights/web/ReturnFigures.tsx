import { useTranslation } from 'react-i18next'
import { useFormat } from '#web/format.tsx'
import { useCan } from '#web/session.tsx'
import { ExportMenu } from '#web/ui/export-menu.tsx'
import { KeyFigure } from '#web/ui/key-figure.tsx'
import type { ReturnReport } from '../api.ts'
import { customersBehind, exportsOf } from './links.ts'

/** The headline numbers, each opening the customers behind it. */
export function ReturnFigures({ report }: { readonly report: ReturnReport }) {
  const { t } = useTranslation('insights')
  const format = useFormat()
  const can = useCan()
  const behind = (spec: string) => (can('customers:read') ? customersBehind(spec) : undefined)
  const refunded =
    report.refunded === null ? undefined : t('return.refundsHint', { amount: format.money(report.refunded, { compact: true }) })
  return (
    <section className="grid gap-3">
      <div className="flex items-center justify-between">
        <h2 className="text-lg font-semibold">{t('return.summary')}</h2>
        {can('insights:export') && <ExportMenu {...exportsOf(report, 'summary', format)} />}
      </div>
      <div className="grid grid-cols-2 gap-4 lg:grid-cols-3 xl:grid-cols-6">
        <KeyFigure
          label={t('return.returnRate')}
          value={format.percent(report.returnRate)}
          hint={t('return.returnRateHint', { count: format.number(report.returned) })}
          href={behind('purchases:2')}
        />
        <KeyFigure
          label={t('return.repeatRate')}
          value={format.percent(report.repeatRate)}
          hint={t('return.repeatRateHint', { count: format.number(report.repeated) })}
          href={behind('purchases:3')}
        />
        <KeyFigure label={t('return.customers')} value={format.number(report.customers)} href={behind('purchases:1')} />
        <KeyFigure
          label={t('return.orders')}
          value={format.number(report.orders)}
          href={can('orders:read') ? '/orders?kind=purchase' : undefined}
        />
        <KeyFigure
          label={t('return.revenue')}
          value={format.money(report.revenue, { compact: true })}
          hint={format.money(report.revenue)}
        />
        <KeyFigure
          label={t('return.refunds')}
          value={format.number(report.refunds)}
          hint={refunded}
          href={can('orders:read') ? '/orders?kind=refund' : undefined}
        />
      </div>
    </section>
  )
}
