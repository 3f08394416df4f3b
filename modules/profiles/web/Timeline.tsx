import { useEffect, useEffectEvent, useMemo, useRef } from 'react'
import { ToggleButton, ToggleButtonGroup } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import { dayOfIso } from '#pure/calendar'
import { dayOf, instantOfDay } from '#pure/zone'
import { failureText } from '#web/failure.ts'
import { useFormat } from '#web/format.tsx'
import { useCan } from '#web/session.tsx'
import { Button } from '#web/ui/button.tsx'
import { DateField } from '#web/ui/date-field.tsx'
import { EmptyState } from '#web/ui/empty-state.tsx'
import { ErrorState } from '#web/ui/error-state.tsx'
import { Skeleton } from '#web/ui/skeleton.tsx'
import { useUrlValues } from '#web/url-state.ts'
import { linesOf, type ShownLine } from '../domain-shown-entries.ts'
import { useTimeline } from './data.ts'
import { NoteForm } from './NoteForm.tsx'
import { TimelineLine } from './TimelineLine.tsx'
import { kindName } from './timeline-words.ts'

/** What happened with a customer, newest first, as far back as one scrolls. */
export function Timeline({ id }: { readonly id: string }) {
  const { t } = useTranslation('profiles')
  const format = useFormat()
  const can = useCan()
  const [values, setValues] = useUrlValues()
  const { kinds = '', until = '' } = values
  const day = dayOfIso(until)
  const before = day === null ? '' : new Date(instantOfDay(day + 1, format.timeZone)).toISOString()
  const timeline = useTimeline(id, { kinds, before })
  const entries = useMemo(() => timeline.data?.pages.flatMap((page) => page.entries) ?? [], [timeline.data])
  const allKinds = timeline.data?.pages[0]?.kinds ?? []
  return (
    <div className="flex flex-col gap-5">
      {can('customers:write') && <NoteForm id={id} />}
      <div className="flex flex-wrap items-end gap-3">
        <KindFilter kinds={allKinds} chosen={kinds} onChange={(next) => setValues({ kinds: next || undefined })} />
        <DateField
          label={t('timeline.jump')}
          value={until || null}
          onChange={(next) => setValues({ until: next ?? undefined })}
          className="w-44"
        />
        {until && (
          <Button look="quiet" onPress={() => setValues({ until: undefined })}>
            {t('timeline.now')}
          </Button>
        )}
      </div>
      {timeline.isPending && <Skeleton lines={8} />}
      {timeline.isError && <ErrorState text={failureText(timeline.error)} onRetry={() => void timeline.refetch()} />}
      {timeline.data && entries.length === 0 && <EmptyState title={t('timeline.none')} text={t('timeline.noneText')} />}
      {entries.length > 0 && <Days id={id} lines={linesOf(entries)} />}
      {timeline.hasNextPage && <More isLoading={timeline.isFetchingNextPage} onMore={() => void timeline.fetchNextPage()} />}
    </div>
  )
}

function Days({ id, lines }: { readonly id: string; readonly lines: readonly ShownLine[] }) {
  const { t } = useTranslation('profiles')
  const format = useFormat()
  const days = Map.groupBy(lines, ({ entries }) => dayOf(Date.parse(entries[0].at), format.timeZone))
  return (
    <div role="feed" aria-label={t('timeline.label')} className="flex flex-col gap-3">
      {[...days].map(([day, ofDay]) => (
        <article key={day} aria-label={format.day(day)}>
          <h3 className="sticky top-0 z-10 bg-canvas py-1 text-sm font-medium text-ink-soft">{format.day(day, 'long')}</h3>
          <ol className="flex flex-col">
            {ofDay.map((line) => (
              <TimelineLine key={line.key} id={id} line={line} />
            ))}
          </ol>
        </article>
      ))}
    </div>
  )
}

interface KindFilterProps {
  readonly kinds: readonly string[]
  /** 'note,order'; '' for all. */
  readonly chosen: string
  readonly onChange: (chosen: string) => void
}

function KindFilter({ kinds, chosen, onChange }: KindFilterProps) {
  const { t } = useTranslation('profiles')
  return (
    <ToggleButtonGroup
      aria-label={t('timeline.kinds')}
      selectionMode="multiple"
      selectedKeys={chosen === '' ? [] : chosen.split(',')}
      onSelectionChange={(keys) => onChange([...keys].map(String).sort().join(','))}
      className="flex flex-wrap gap-2"
    >
      {kinds.map((kind) => (
        <ToggleButton
          key={kind}
          id={kind}
          className="h-8 cursor-pointer rounded-full border border-line px-3 text-sm text-ink-soft hovered:text-ink selected:border-accent selected:bg-accent-soft selected:text-accent-ink"
        >
          {kindName(kind, t)}
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  )
}

/** Asks for more when its place comes into sight; a press does the same. */
function More({ isLoading, onMore }: { readonly isLoading: boolean; readonly onMore: () => void }) {
  const { t } = useTranslation('profiles')
  const place = useRef<HTMLDivElement>(null)
  const ask = useEffectEvent(() => !isLoading && onMore())
  useEffect(() => {
    const watcher = new IntersectionObserver((seen) => seen.some(({ isIntersecting }) => isIntersecting) && ask(), { rootMargin: '600px' })
    if (place.current) watcher.observe(place.current)
    return () => watcher.disconnect()
  }, [isLoading])
  return (
    <div ref={place} className="flex justify-center">
      <Button look="quiet" isPending={isLoading} onPress={onMore}>
        {t('timeline.more')}
      </Button>
    </div>
  )
}
