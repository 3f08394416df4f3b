import { useTranslation } from 'react-i18next'
import { dayOfIso } from '#pure/calendar'
import { LinesChart } from '#web/charts/lines-chart.tsx'
import { useFormat } from '#web/format.tsx'
import { Badge } from '#web/ui/badge.tsx'
import { ProgressBar } from '#web/ui/progress-bar.tsx'
import type { GoalResponse } from '../../goals/api.ts'
import { GoalMenu } from './GoalMenu.tsx'
import { kindOf, writeValue } from './measures.ts'

const TONES = { reached: 'good', onCourse: 'good', behind: 'warn', missed: 'bad', early: 'neutral' } as const

/** One goal: where it stands, where it will end, and how it came here. */
export function GoalCard({ goal }: { readonly goal: GoalResponse }) {
  const { t } = useTranslation('insights-goals')
  const format = useFormat()
  const write = (value: number | null) => writeValue(format, goal.measure, value)
  const name = t(`measure.${goal.measure}`)
  const values = { target: write(goal.target), value: write(goal.value), projected: write(goal.projected) }
  const days = { due: format.day(goal.dueDay), reached: format.day(goal.reachedDay), start: format.day(goal.startDay) }
  const method = goal.method === null ? 'early' : goal.method
  const finding = t(`finding.${goal.state}`, { name, ...values, ...days })
  return (
    <article aria-label={name} className="grid min-w-0 content-start gap-3">
      <header className="flex items-start gap-3">
        <div className="min-w-0 grow">
          <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <span className="text-lg font-semibold">{t('headline', { name, ...values })}</span>
            <Badge tone={TONES[goal.state]}>{t(`state.${goal.state}`)}</Badge>
          </p>
          <p className="text-sm text-ink-soft">
            {t('until', days)}
            {goal.ownerName !== null && (
              <>
                {' · '}
                {t('owner')} <bdi>{goal.ownerName}</bdi>
              </>
            )}
          </p>
          {goal.note !== '' && (
            <p className="text-sm" dir="auto">
              {goal.note}
            </p>
          )}
        </div>
        <GoalMenu goal={goal} name={name} />
      </header>
      <ProgressBar label={t('progress', values)} share={goal.share ?? 0} />
      <History goal={goal} title={finding} definition={`${t(`definition.${goal.measure}`)} ${t(`method.${method}`)}`} />
    </article>
  )
}

interface HistoryProps {
  readonly goal: GoalResponse
  readonly title: string
  readonly definition: string
}

/** The figure on the days since the start, the target above it, and the way to where it will end. */
function History({ goal, title, definition }: HistoryProps) {
  const { t } = useTranslation('insights-goals')
  const format = useFormat()
  const { history, projected, target, dueDay } = goal
  const kind = kindOf(goal.measure)
  const last = history.at(-1)
  const isOpen = projected !== null && last !== undefined && (dayOfIso(last.day) ?? 0) < (dayOfIso(dueDay) ?? 0)
  const labels = [...history.map(({ day }) => format.day(day)), ...(isOpen ? [format.day(dueDay)] : [])]
  if (history.length < 2) return <p className="rounded border border-line bg-surface p-4 text-sm text-ink-soft">{title}</p>
  const way = history.map((_, k) => (k === history.length - 1 ? (last?.value ?? null) : null))
  const series = [
    { id: 'value', name: t('series.value'), values: [...history.map(({ value }) => value), ...(isOpen ? [null] : [])] },
    { id: 'target', name: t('series.target'), values: labels.map(() => target), dashed: true },
    ...(isOpen ? [{ id: 'projected', name: t('series.projected'), values: [...way, projected], dashed: true }] : []),
  ]
  return (
    <LinesChart
      title={title}
      definition={definition}
      anchor={`goal-${goal.id}`}
      labels={labels}
      series={series}
      heading={t('series.day')}
      format={kind}
    />
  )
}
