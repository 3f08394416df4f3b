import { useTranslation } from 'react-i18next'
import { useFormat } from '#web/format.tsx'
import { useCan } from '#web/session.tsx'
import { KeyFigure } from '#web/ui/key-figure.tsx'
import type { ExpectedReport } from '../../scores/api.ts'
import { customersWho, dueBetween } from './links.ts'
import { seesNobodyLeave } from './meaning.ts'

/** What the next twelve weeks bring, what today's customers are worth, and who is due. */
export function ExpectedFigures({ report }: { readonly report: ExpectedReport }) {
  const { t } = useTranslation('insights-scores')
  const format = useFormat()
  const can = useCan()
  const { total, value, due, customers, alive } = report
  const isOfAYear = seesNobodyLeave(report.model)
  const likely = alive.filter(({ least }) => (least ?? 0) >= 50).reduce((sum, group) => sum + group.customers, 0)
  const between = (low: string, high: string) => t('figures.between', { low, high })
  const people = (href: string) => (can('customers:read') ? href : undefined)
  return (
    <div className="grid gap-4 sm:grid-cols-2 xl:grid-cols-5">
      {total && (
        <KeyFigure
          label={t('figures.orders')}
          value={format.number(Math.round(total.orders.expected))}
          hint={between(format.number(Math.round(total.orders.low)), format.number(Math.round(total.orders.high)))}
        />
      )}
      {total?.revenue && (
        <KeyFigure
          label={t('figures.revenue')}
          value={format.money(total.revenue.expected, { compact: true })}
          hint={between(format.money(total.revenue.low, { compact: true }), format.money(total.revenue.high, { compact: true }))}
        />
      )}
      <KeyFigure
        label={t('figures.alive')}
        value={format.number(likely)}
        hint={isOfAYear ? t('figures.aliveHintNobody') : t('figures.aliveHint', { count: customers })}
        href={people(customersWho({ field: 'insights.still_customer', op: 'at_least', value: 50 }))}
      />
      {value !== null && (
        <KeyFigure
          label={t('figures.value')}
          value={format.money(value, { compact: true })}
          hint={t(isOfAYear ? 'figures.valueHintYear' : 'figures.valueHint', {
            margin: format.percent(report.marginUsed.share, 0),
            rate: format.percent(report.discountRate, 0),
          })}
          href={people(customersWho({ field: 'insights.expected_value', op: 'at_least', value: '1' }))}
        />
      )}
      {due && (
        <KeyFigure
          label={t('figures.due')}
          value={format.number(due.customers)}
          hint={t('figures.dueHint', { from: format.day(due.from), to: format.day(due.to) })}
          href={people(dueBetween(due.from, due.to))}
        />
      )}
    </div>
  )
}
