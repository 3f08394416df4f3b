import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { failureText } from '#web/failure.ts'
import { useFormat } from '#web/format.tsx'
import { Page } from '#web/shell/page.tsx'
import { ErrorState } from '#web/ui/error-state.tsx'
import { Notice } from '#web/ui/notice.tsx'
import { Segmented } from '#web/ui/segmented.tsx'
import { Select } from '#web/ui/select.tsx'
import { Skeleton } from '#web/ui/skeleton.tsx'
import { useUrlChoice } from '#web/url-state.ts'
import { InsightsTabs } from '../InsightsTabs.tsx'
import { NeedsOrders } from '../NeedsOrders.tsx'
import { LensBar } from '../time/LensBar.tsx'
import { useLens } from '../time/use-lens.ts'
import { useSeasons } from './data.ts'
import { EventsSection } from './EventsSection.tsx'
import { HabitsSection } from './HabitsSection.tsx'
import { ProfileSection, YearsSection } from './MonthSections.tsx'
import type { SeasonsReport } from '../../seasons/api.ts'
import type { SeasonsSide, SectionProps } from './use-season-words.ts'
import { GridSection, WeekdaysSection, WeeksSection } from './WeekSections.tsx'

const CALENDARS = ['gregorian', 'persian'] as const
const MEASURES = ['purchases', 'revenue', 'newCustomers', 'returns'] as const

/** Insights → Seasons: when people buy, and when they come back. */
export function SeasonsPage() {
  const { t } = useTranslation('insights-seasons')
  const format = useFormat()
  const lens = useLens()
  const [calendar, setCalendar] = useUrlChoice('calendar', CALENDARS, format.calendar)
  const [measure, setMeasure] = useUrlChoice('measure', MEASURES, 'purchases')
  const { segment } = lens.side.query
  const other = lens.compared
  const wanted = useMemo(() => ({ calendar, measure, segment }), [calendar, measure, segment])
  const beside = other && { calendar, measure, segment: other.query.segment }
  const answer = useSeasons(wanted)
  const second = useSeasons(beside)
  const report = answer.data
  const compared = useSide(other?.name, second.data)
  const side = useSide(lens.side.name, report)
  const switches = (
    <div className="flex flex-wrap items-end gap-2">
      <Select
        label={t('measure')}
        labelHidden
        value={measure}
        onChange={(id) => setMeasure(MEASURES.find((each) => each === id) ?? 'purchases')}
        options={MEASURES.filter((id) => id !== 'revenue' || report?.hasAmounts !== false).map((id) => ({
          id,
          label: t(`measures.${id}`),
        }))}
      />
      <Segmented
        label={t('calendar')}
        value={calendar}
        onChange={setCalendar}
        options={CALENDARS.map((id) => ({ id, label: t(`calendars.${id}`) }))}
      />
    </div>
  )
  return (
    <Page title={t('title')} question={t('question')} actions={report && !report.empty && switches}>
      <InsightsTabs current="seasons" />
      {lens.segments.length > 0 && <LensBar lens={lens} />}
      {answer.isError && <ErrorState text={failureText(answer.error)} onRetry={() => void answer.refetch()} />}
      {answer.isPending && <Skeleton lines={12} />}
      {report?.empty && <NeedsOrders title={t('emptyTitle')} text={t('emptyText')} />}
      {side && <Parts wanted={wanted} side={side} compared={compared} />}
    </Page>
  )
}

/** A side of the comparison that stays the same object while nothing changes; null while it is not there or nobody has bought. */
function useSide(name: string | undefined, report: SeasonsReport | undefined): SeasonsSide | null {
  return useMemo(() => (name !== undefined && report && !report.empty ? { name, report } : null), [name, report])
}

function Parts(props: SectionProps) {
  const { t } = useTranslation('insights-seasons')
  const format = useFormat()
  const { report } = props.side
  return (
    <div className="grid gap-8">
      <p className="text-sm text-ink-soft">{t('asOf', { day: format.day(report.asOf) })}</p>
      {report.method === 'plain' && <Notice tone="info">{t('plainNotice')}</Notice>}
      <div className="grid gap-8 xl:grid-cols-2">
        <ProfileSection {...props} />
        <YearsSection {...props} />
      </div>
      <EventsSection {...props} />
      <WeeksSection {...props} />
      <div className="grid gap-8 xl:grid-cols-2">
        <WeekdaysSection {...props} />
        <HabitsSection segment={props.wanted.segment} />
      </div>
      <GridSection {...props} />
    </div>
  )
}
