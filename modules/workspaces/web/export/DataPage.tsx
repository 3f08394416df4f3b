import { useTranslation } from 'react-i18next'
import type { ExportResponse } from '../../export/api.ts'
import { addressOf } from '#web/api.ts'
import { failureText } from '#web/failure.ts'
import { useFormat } from '#web/format.tsx'
import { useCan } from '#web/session.tsx'
import { SettingsFrame } from '#web/shell/settings-frame.tsx'
import { Badge } from '#web/ui/badge.tsx'
import { Button } from '#web/ui/button.tsx'
import { ErrorState } from '#web/ui/error-state.tsx'
import { sizeOf } from '#web/ui/file-refusal.ts'
import { Notice } from '#web/ui/notice.tsx'
import { ProgressBar } from '#web/ui/progress-bar.tsx'
import { Section } from '#web/ui/section.tsx'
import { Skeleton } from '#web/ui/skeleton.tsx'
import { toast } from '#web/ui/toast.tsx'
import { CloseSection } from '../deletion/CloseSection.tsx'
import { useAskForExport, useExports, useRemoveExport } from './data.ts'

/** Everything of the shop in one file, and its end. */
export function DataPage() {
  const { t } = useTranslation('workspaces-export')
  const can = useCan()
  return (
    <SettingsFrame title={t('title')} question={t('question')}>
      <div className="flex max-w-2xl flex-col gap-10">
        <ExportSection />
        {can('workspaces:delete') && <CloseSection />}
      </div>
    </SettingsFrame>
  )
}

function ExportSection() {
  const { t } = useTranslation('workspaces-export')
  const { data, error, isPending, refetch } = useExports()
  const ask = useAskForExport()
  const isUnderWay = data?.exports.some(({ state }) => state === 'waiting' || state === 'running')
  return (
    <Section title={t('section')} text={t('text')}>
      <div className="flex flex-col gap-4">
        {ask.error && <Notice tone="bad">{failureText(ask.error)}</Notice>}
        <Button
          look="primary"
          className="self-start"
          isDisabled={isUnderWay}
          isPending={ask.isPending}
          onPress={() => ask.mutate(undefined, { onSuccess: () => toast({ text: t('asked') }) })}
        >
          {t('ask')}
        </Button>
        {error && <ErrorState text={failureText(error)} onRetry={() => void refetch()} />}
        {isPending && <Skeleton lines={2} />}
        {data?.exports.length === 0 && <p className="text-sm text-ink-soft">{t('none')}</p>}
        <ul className="flex flex-col divide-y divide-line">
          {data?.exports.map((each) => (
            <ExportLine key={each.id} one={each} />
          ))}
        </ul>
      </div>
    </Section>
  )
}

const TONES = { waiting: 'info', running: 'info', done: 'good', failed: 'bad', cancelled: 'neutral', expired: 'neutral' } as const

function ExportLine({ one }: { readonly one: ExportResponse }) {
  const { t } = useTranslation(['workspaces-export', 'web'])
  const { unit, value } = sizeOf(one.bytes)
  const format = useFormat()
  const remove = useRemoveExport()
  const when = format.instant(one.askedAt)
  const isUnderWay = one.state === 'waiting' || one.state === 'running'
  const throwAway = () => remove.mutate(one.id, { onSuccess: () => toast({ text: t('removed') }) })
  return (
    <li className="flex flex-col gap-2 py-3">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        {one.state !== 'running' && <Badge tone={TONES[one.state]}>{t(`state_${one.state}`)}</Badge>}
        <span className="min-w-0 grow basis-48 text-sm">
          {one.askedBy === null ? t('when', { when }) : t('by', { when, name: one.askedBy })}
        </span>
        {isUnderWay && (
          <Button size="sm" isPending={remove.isPending} onPress={() => remove.mutate(one.id)}>
            {t('stop')}
          </Button>
        )}
        {one.state === 'done' && (
          <div className="flex items-center gap-2">
            <a className="text-accent-ink underline" href={addressOf(`/api/workspace/exports/${one.id}/file`)} download="">
              {t('download')}
            </a>
            <Button size="sm" look="quiet" isPending={remove.isPending} onPress={throwAway}>
              {t('remove')}
            </Button>
          </div>
        )}
      </div>
      {remove.error && <Notice tone="bad">{failureText(remove.error)}</Notice>}
      {one.state === 'running' && (
        <ProgressBar
          label={t('state_running')}
          share={one.rowsAll === 0 ? null : one.rowsDone / one.rowsAll}
          detail={t('progress', { done: format.number(one.rowsDone), all: format.number(one.rowsAll) })}
        />
      )}
      {one.state === 'failed' && <p className="text-sm text-ink-soft">{t('failed_text')}</p>}
      {one.state === 'done' && (
        <p className="text-sm text-ink-soft">
          {t('ready', {
            size: t(`web:drop.${unit}`, { n: format.number(value, unit === 'bytes' ? 0 : 1) }),
            until: format.instantDay(one.expiresAt),
          })}
        </p>
      )}
    </li>
  )
}
