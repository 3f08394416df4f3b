import { useTranslation } from 'react-i18next'
import type { HoursResponse } from '../../hours/api.ts'
import { failureText } from '#web/failure.ts'
import { useFormat } from '#web/format.tsx'
import { useCan } from '#web/session.tsx'
import { SettingsFrame } from '#web/shell/settings-frame.tsx'
import { Badge } from '#web/ui/badge.tsx'
import { Card } from '#web/ui/card.tsx'
import { ErrorState } from '#web/ui/error-state.tsx'
import { Notice } from '#web/ui/notice.tsx'
import { Skeleton } from '#web/ui/skeleton.tsx'
import { CalendarsSection } from './CalendarsSection.tsx'
import { HolidaysSection } from './HolidaysSection.tsx'
import { useHours } from './data.ts'
import { timeText } from './times.ts'
import { WeekSection } from './WeekSection.tsx'

/** When the shop is open: now, in its week, and on which days it differs. */
export function HoursPage() {
  const { t } = useTranslation('workspaces-hours')
  const mayChange = useCan()('workspaces:configure')
  const { data, error, isPending, refetch } = useHours()
  return (
    <SettingsFrame title={t('title')} question={t('question')}>
      <div className="flex max-w-3xl flex-col gap-10">
        {error && <ErrorState text={failureText(error)} onRetry={() => void refetch()} />}
        {isPending && <Skeleton lines={8} />}
        {data && (
          <>
            {!mayChange && <Notice>{t('week.read_only')}</Notice>}
            {data.isSet ? <Now hours={data} /> : <Notice>{t('week.unset')}</Notice>}
            <WeekSection hours={data} mayChange={mayChange} />
            <HolidaysSection hours={data} mayChange={mayChange} />
            <CalendarsSection hours={data} mayChange={mayChange} />
          </>
        )}
      </div>
    </SettingsFrame>
  )
}

function Now({ hours: { isOpen, nextOpening, thisWeek, today } }: { readonly hours: HoursResponse }) {
  const { t } = useTranslation('workspaces-hours')
  const format = useFormat()
  const next = nextOpening === null ? t('now.never') : t('now.next', { when: format.instant(nextOpening, 'long') })
  return (
    <Card>
      <p className="flex flex-wrap items-center gap-3">
        <Badge tone={isOpen ? 'good' : 'neutral'}>{t(isOpen ? 'now.open' : 'now.closed')}</Badge>
        {!isOpen && <span className="text-sm text-ink-soft">{next}</span>}
      </p>
      <h2 className="mt-4 mb-2 text-sm font-medium">{t('now.this_week')}</h2>
      <dl className="grid gap-x-6 gap-y-1 text-sm sm:grid-cols-[auto_1fr]">
        {thisWeek.map(({ day, open }) => (
          <div key={day} className={`contents ${day === today ? 'font-semibold' : ''}`} aria-current={day === today ? 'date' : undefined}>
            <dt>{format.day(day, 'long')}</dt>
            <dd className="figures mb-2 text-ink-soft sm:mb-0">
              {open.length === 0
                ? t('week.closed')
                : open
                    .map(({ opens, closes }) => `${format.digits(timeText(opens))} – ${format.digits(timeText(closes))}`)
                    .join(format.language === 'fa' ? '، ' : ', ')}
            </dd>
          </div>
        ))}
      </dl>
    </Card>
  )
}
