import { useTranslation } from 'react-i18next'
import { useFormat } from '#web/format.tsx'
import { useCan } from '#web/session.tsx'
import { LinkButton } from '#web/ui/link-button.tsx'
import type { TodayResponse } from '../api.ts'

/** What is worth doing now: each with the reason, the number of customers, the money, and one button. */
export function Suggestions({ report }: { readonly report: TodayResponse }) {
  const { t } = useTranslation('insights')
  const format = useFormat()
  const can = useCan()
  return (
    <section className="grid gap-3">
      <h2 className="text-lg font-semibold">{t('today.suggestions')}</h2>
      {report.suggestions.length === 0 && !report.due && !report.risk && <p className="text-ink-soft">{t('today.nothingNow')}</p>}
      <ul className="grid gap-3">
        {report.suggestions.map(({ kind, customers, value, behind, usualDays }) => (
          <li key={kind} className="flex flex-wrap items-center gap-x-6 gap-y-3 rounded border border-line bg-surface p-4">
            <div className="grid min-w-60 grow gap-1">
              <h3 className="font-medium">{t(`today.suggestion.${kind}.title`, { count: customers })}</h3>
              <p className="text-sm text-ink-soft">{t(`today.suggestion.${kind}.reason`, { days: usualDays ?? 0 })}</p>
              {value !== null && <p className="text-sm">{t('today.value', { value: format.money(value, { compact: true }) })}</p>}
            </div>
            {can('customers:read') && <LinkButton href={`/customers?behind=${behind}`}>{t('today.seeCustomers')}</LinkButton>}
          </li>
        ))}
      </ul>
    </section>
  )
}
