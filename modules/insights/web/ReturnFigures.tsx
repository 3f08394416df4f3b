import { useTranslation } from 'react-i18next'
import { useFormat } from '#web/format.tsx'
import { useCan } from '#web/session.tsx'
import { ExportMenu } from '#web/ui/export-menu.tsx'
import { KeyFigure } from '#web/ui/key-figure.tsx'
import type { ReturnReport } from '../api.ts'
import { useGoalHint } from './goals/use-goal-hint.ts'
import type { LensSide } from './time/use-lens.ts'
import { useReturnLinks } from './use-return-links.ts'

interface ReturnFiguresProps {
  readonly report: ReturnReport
  readonly side: LensSide
  readonly compared: { readonly side: LensSide; readonly report: ReturnReport } | null
}

/** The headline numbers, each opening the customers behind it, and beside each what it is compared with. */
export function ReturnFigures({ report, side, compared }: ReturnFiguresProps) {
  const { t } = useTranslation(['insights', 'insights-time'])
  const format = useFormat()
  const can = useCan()
  const { behind, exports } = useReturnLinks(report)
  const files = exports('summary')
  // Goals are set for everybody.
  const withGoal = useGoalHint(side.seen.segment === null)
  // Lists of orders know no segments.
  const ordersOf = (kind: string) => (can('orders:read') && side.seen.segment === null ? `/orders?kind=${kind}` : undefined)
  const against = (write: (report: ReturnReport) => string, hint?: string) =>
    compared ? t('insights-time:lens.against', { value: write(compared.report), name: compared.side.name }) : hint
  const refunded =
    report.refunded === null ? undefined : t('return.refundsHint', { amount: format.money(report.refunded, { compact: true }) })
  return (
    <section className="grid gap-3">
      <div className="flex items-center justify-between">
        <h2 className="text-lg font-semibold">{t('return.summary')}</h2>
        {files && <ExportMenu {...files} />}
      </div>
      <div className="grid grid-cols-2 gap-4 lg:grid-cols-3 xl:grid-cols-6">
        <KeyFigure
          label={t('return.returnRate')}
          value={format.percent(report.returnRate)}
          hint={against(
            (each) => format.percent(each.returnRate),
            withGoal('returnRate', t('return.returnRateHint', { count: format.number(report.returned) })),
          )}
          href={behind('purchases:2')}
        />
        <KeyFigure
          label={t('return.repeatRate')}
          value={format.percent(report.repeatRate)}
          hint={against(
            (each) => format.percent(each.repeatRate),
            withGoal('repeatRate', t('return.repeatRateHint', { count: format.number(report.repeated) })),
          )}
          href={behind('purchases:3')}
        />
        <KeyFigure
          label={t('return.customers')}
          value={format.number(report.customers)}
          hint={against((each) => format.number(each.customers), withGoal('customers'))}
          href={behind('purchases:1')}
        />
        <KeyFigure
          label={t('return.orders')}
          value={format.number(report.orders)}
          hint={against((each) => format.number(each.orders))}
          href={ordersOf('purchase')}
        />
        <KeyFigure
          label={t('return.revenue')}
          value={format.money(report.revenue, { compact: true })}
          hint={against((each) => format.money(each.revenue, { compact: true }), format.money(report.revenue))}
        />
        <KeyFigure
          label={t('return.refunds')}
          value={format.number(report.refunds)}
          hint={against((each) => format.number(each.refunds), refunded)}
          href={ordersOf('refund')}
        />
      </div>
    </section>
  )
}
