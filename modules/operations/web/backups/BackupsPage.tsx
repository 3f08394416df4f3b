import { useTranslation } from 'react-i18next'
import { failureText } from '#web/failure.ts'
import { useFormat } from '#web/format.tsx'
import { useCan } from '#web/session.tsx'
import { SettingsFrame } from '#web/shell/settings-frame.tsx'
import { Button } from '#web/ui/button.tsx'
import { EmptyState } from '#web/ui/empty-state.tsx'
import { ErrorState } from '#web/ui/error-state.tsx'
import { Notice } from '#web/ui/notice.tsx'
import { Section } from '#web/ui/section.tsx'
import { Skeleton } from '#web/ui/skeleton.tsx'
import { toast } from '#web/ui/toast.tsx'
import type { BackupsResponse } from '../../backups/api.ts'
import { BackupLine } from './BackupLine.tsx'
import { isUnderWay, useBackups, useBackUpNow } from './data.ts'
import { ScheduleSection } from './ScheduleSection.tsx'
import { useSize } from './use-size.ts'

/** Whether everything could be brought back, and from when. */
export function BackupsPage() {
  const { t } = useTranslation('operations-backups')
  const backups = useBackups()
  return (
    <SettingsFrame title={t('title')} question={t('question')} actions={backups.data && <BackUpNow of={backups.data} />}>
      {backups.isPending && <Skeleton lines={8} />}
      {backups.isError && <ErrorState text={failureText(backups.error)} onRetry={() => void backups.refetch()} />}
      {backups.data && (
        <div className="grid gap-8">
          <Standing of={backups.data} />
          <List of={backups.data} />
          <ScheduleSection of={backups.data} />
          <WayBack of={backups.data} />
        </div>
      )}
    </SettingsFrame>
  )
}

interface Of {
  readonly of: BackupsResponse
}

function BackUpNow({ of: { backups } }: Of) {
  const { t } = useTranslation('operations-backups')
  const can = useCan()
  const backUp = useBackUpNow()
  if (!can('operations:run')) return null
  const failed = (error: Error) => toast({ text: failureText(error), tone: 'bad' })
  return (
    <Button
      look="primary"
      isPending={backUp.isPending || backups.some(isUnderWay)}
      onPress={() => backUp.mutate(undefined, { onError: failed })}
    >
      {t('now')}
    </Button>
  )
}

/** In one sentence. */
function Standing({ of: { lastGoodAt, worry, nextAt } }: Of) {
  const { t } = useTranslation('operations-backups')
  const format = useFormat()
  const last = lastGoodAt === null ? t('standing.never') : t('standing.last', { when: format.instant(lastGoodAt) })
  const next = nextAt === null ? t('standing.no_next') : t('standing.next', { when: format.instant(nextAt) })
  return (
    <Notice tone={worry ? 'bad' : lastGoodAt === null || nextAt === null ? 'warn' : 'good'} title={worry ? t(`worry.${worry}`) : undefined}>
      {last} {next}
    </Notice>
  )
}

function List({ of: { backups } }: Of) {
  const { t } = useTranslation('operations-backups')
  if (backups.length === 0) return <EmptyState title={t('none')} text={t('none_text')} />
  return (
    <Section title={t('list')}>
      <ul className="flex flex-col divide-y divide-line">
        {backups.map((backup) => (
          <BackupLine key={backup.id} backup={backup} />
        ))}
      </ul>
    </Section>
  )
}

/** What to do with a backup when it is needed: nothing that a page could do, for the server stands still meanwhile. */
function WayBack({ of: { folder, free, isSameDisk, keepsSecret } }: Of) {
  const { t } = useTranslation('operations-backups')
  const size = useSize()
  return (
    <Section title={t('back.title')}>
      <div className="grid gap-3">
        <p>{t('back.text')}</p>
        <p dir="ltr" className="code-run overflow-x-auto rounded bg-sunken p-3 font-mono text-sm">
          bazgasht restore --replace FILE
        </p>
        <p className="text-sm text-ink-soft">
          {t('back.folder')} <bdi className="code-run break-all">{folder}</bdi>
          {free !== null && <> · {t('back.free', { size: size(free) })}</>}
        </p>
        <p className="text-sm text-ink-soft">{keepsSecret ? t('back.secret_inside') : t('back.secret_outside')}</p>
        {isSameDisk && <p className="text-sm text-warn">{t('back.same_disk')}</p>}
      </div>
    </Section>
  )
}
