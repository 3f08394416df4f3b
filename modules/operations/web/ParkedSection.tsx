import { useTranslation } from 'react-i18next'
import { failureText } from '#web/failure.ts'
import { useFormat } from '#web/format.tsx'
import { useCan } from '#web/session.tsx'
import { Button } from '#web/ui/button.tsx'
import { Section } from '#web/ui/section.tsx'
import { toast } from '#web/ui/toast.tsx'
import { useParked, useSettleParked, type ParkedEvent } from './data.ts'

/** Events of this shop that were set aside, to be tried again by hand; nothing where there are none. */
export function ParkedSection() {
  const { t } = useTranslation('operations')
  const can = useCan()
  const parked = useParked(can('events:repair'))
  const events = parked.data?.parked ?? []
  if (events.length === 0) return null
  return (
    <div id="parked">
      <Section title={t('parked.title')} text={t('parked.text')}>
        <ul className="flex flex-col divide-y divide-line">
          {events.map((event) => (
            <ParkedLine key={`${event.reaction} ${event.seq}`} event={event} />
          ))}
        </ul>
      </Section>
    </div>
  )
}

function ParkedLine({ event }: { readonly event: ParkedEvent }) {
  const { t } = useTranslation('operations')
  const format = useFormat()
  const settle = useSettleParked()
  const settleBy = (how: 'retry' | 'drop') =>
    settle.mutate(
      { event, how },
      {
        onSuccess: () => toast({ text: t(how === 'retry' ? 'parked.done' : 'parked.dropped') }),
        onError: (error) => toast({ text: failureText(error), tone: 'bad' }),
      },
    )
  return (
    <li className="flex flex-wrap items-center justify-between gap-3 py-3">
      <div className="min-w-0 text-sm">
        <p className="font-medium">
          <code className="code-run">{event.name}</code>
        </p>
        <p className="break-words text-ink-soft">
          {format.instant(event.occurredAt)} · {t('parked.by')} <code className="code-run">{event.reaction}</code>
        </p>
        <p className="break-words text-ink-soft">
          {t('parked.why')} <code className="code-run">{event.error}</code>
        </p>
      </div>
      <div className="flex gap-2">
        <Button size="sm" isPending={settle.isPending} onPress={() => settleBy('retry')}>
          {t('parked.retry')}
        </Button>
        <Button size="sm" look="quiet" onPress={() => settleBy('drop')}>
          {t('parked.drop')}
        </Button>
      </div>
    </li>
  )
}
