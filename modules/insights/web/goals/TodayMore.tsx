import { useTranslation } from 'react-i18next'
import { dayOfIso } from '#pure/calendar'
import { useFormat } from '#web/format.tsx'
import { useCan } from '#web/session.tsx'
import { LinkButton } from '#web/ui/link-button.tsx'
import { ProgressBar } from '#web/ui/progress-bar.tsx'
import { TextLink } from '#web/ui/text-link.tsx'
import type { TodayResponse } from '../../api.ts'
import { customersWho, dueBetween } from '../scores/links.ts'
import { writeValue } from './measures.ts'

interface TodayMoreProps {
  readonly report: TodayResponse
}

/** What the home page adds once customers were scored and studied, and goals were set. */
export function TodayMore({ report }: TodayMoreProps) {
  return (
    <>
      {(report.due || report.risk) && <AtStake report={report} />}
      {report.goals.length > 0 && <Goals goals={report.goals} />}
    </>
  )
}

/** Who is due and who is at risk, each with the reason, the number, the money, and one button. */
function AtStake({ report: { due, risk } }: TodayMoreProps) {
  const { t } = useTranslation('insights-goals')
  const format = useFormat()
  const money = (value: string) => format.money(value, { compact: true })
  return (
    <ul className="-mt-3 grid gap-3">
      {due && (
        <Item
          title={t('today.due', { count: due.customers })}
          reason={t('today.dueReason', { day: format.day((dayOfIso(due.to) ?? 0) + 1) })}
          value={due.value === null ? null : t('today.dueValue', { value: money(due.value) })}
          href={dueBetween(due.from, due.to)}
        />
      )}
      {risk && (
        <Item
          title={t('today.risk', { count: risk.customers })}
          reason={t('today.riskReason')}
          value={risk.value === null ? null : t('today.riskValue', { value: money(risk.value) })}
          href={customersWho({ field: 'stage', op: 'is', value: 'at_risk' })}
        />
      )}
    </ul>
  )
}

interface ItemProps {
  readonly title: string
  readonly reason: string
  readonly value: string | null
  readonly href: string
}

function Item({ title, reason, value, href }: ItemProps) {
  const { t } = useTranslation('insights-goals')
  const can = useCan()
  return (
    <li className="flex flex-wrap items-center gap-x-6 gap-y-3 rounded border border-line bg-surface p-4">
      <div className="grid min-w-60 grow gap-1">
        <h3 className="font-medium">{title}</h3>
        <p className="text-sm text-ink-soft">{reason}</p>
        {value !== null && <p className="text-sm">{value}</p>}
      </div>
      {can('customers:read') && <LinkButton href={href}>{t('today.see')}</LinkButton>}
    </li>
  )
}

/** How far each goal has come. */
function Goals({ goals }: { readonly goals: TodayResponse['goals'] }) {
  const { t } = useTranslation('insights-goals')
  const format = useFormat()
  return (
    <section className="grid gap-3">
      <div className="flex items-baseline justify-between gap-3">
        <h2 className="text-lg font-semibold">{t('today.goals')}</h2>
        <TextLink href="/insights/goals">{t('today.all')}</TextLink>
      </div>
      <ul className="grid gap-x-8 gap-y-4 rounded border border-line bg-surface p-4 sm:grid-cols-2">
        {goals.map(({ id, measure, target, value, share, state, dueDay }) => (
          <li key={id}>
            <ProgressBar
              label={t(`measure.${measure}`)}
              share={share ?? 0}
              detail={`${t('today.goal', { value: writeValue(format, measure, value), target: writeValue(format, measure, target), due: format.day(dueDay) })} · ${t(`state.${state}`)}`}
            />
          </li>
        ))}
      </ul>
    </section>
  )
}
