import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { failure, failureText } from '#web/failure.ts'
import { useFormat } from '#web/format.tsx'
import { useCan } from '#web/session.tsx'
import { Badge } from '#web/ui/badge.tsx'
import { Button } from '#web/ui/button.tsx'
import { ProgressBar } from '#web/ui/progress-bar.tsx'
import { toast } from '#web/ui/toast.tsx'
import type { Backup, Verification } from '../../backups/api.ts'
import { isUnderWay, useVerify } from './data.ts'
import { DeleteDialog } from './DeleteDialog.tsx'
import { DownloadDialog } from './DownloadDialog.tsx'
import { useSize } from './use-size.ts'

/** One backup with what can be done with it. */
export function BackupLine({ backup }: { readonly backup: Backup }) {
  const { t } = useTranslation('operations-backups')
  const format = useFormat()
  const size = useSize()
  const { kind, state, at, bytes, fileName, isHere, failure: failed } = backup
  const when = format.instant(at)
  if (isUnderWay(backup))
    return (
      <li className="py-4">
        <ProgressBar label={state === 'waiting' ? t('waiting') : t('running')} share={state === 'waiting' ? null : backup.share} />
      </li>
    )
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 py-3">
      <div className="min-w-0 grow basis-64">
        <div className="flex flex-wrap items-center gap-2">
          <span className="font-medium">{when}</span>
          <Badge tone={state === 'failed' ? 'bad' : 'neutral'}>{state === 'failed' ? t('failed') : t(`kind.${kind}`)}</Badge>
          {state === 'done' && !isHere && <Badge tone="warn">{t('elsewhere')}</Badge>}
        </div>
        {failed ? (
          <p className="text-sm text-bad">{failureText(failure(failed.code, 0, failed.details))}</p>
        ) : (
          <p className="text-sm text-ink-soft">
            {size(bytes)} · <bdi className="code-run break-all">{fileName}</bdi>
          </p>
        )}
      </div>
      <Choices backup={backup} when={when} />
    </li>
  )
}

function Choices({ backup, when }: { readonly backup: Backup; readonly when: string }) {
  const { t } = useTranslation('operations-backups')
  const can = useCan()
  const verify = useVerify()
  const format = useFormat()
  const [asks, setAsks] = useState<'download' | 'delete' | null>(null)
  if (!can('operations:run')) return null
  const close = () => setAsks(null)
  const isThere = backup.state === 'done' && backup.isHere
  const verified = ({ failure: found, tables, rows }: Verification) =>
    found
      ? toast({ text: failureText(failure(found.code, 0, found.details)), tone: 'bad' })
      : toast({ text: t('verify.sound', { tables: format.number(tables), rows: format.number(rows) }), tone: 'good' })
  const failed = (error: Error) => toast({ text: failureText(error), tone: 'bad' })
  return (
    <div className="flex flex-wrap gap-2">
      {isThere && (
        <>
          <Button
            size="sm"
            aria-label={t('verify.label', { when })}
            isPending={verify.isPending}
            onPress={() => verify.mutate(backup.id, { onSuccess: verified, onError: failed })}
          >
            {t('verify.action')}
          </Button>
          <Button size="sm" aria-label={t('download.label', { when })} onPress={() => setAsks('download')}>
            {t('download.action')}
          </Button>
        </>
      )}
      <Button size="sm" aria-label={t('delete.label', { when })} onPress={() => setAsks('delete')}>
        {t('delete.action')}
      </Button>
      {asks === 'download' && <DownloadDialog id={backup.id} onClose={close} />}
      {asks === 'delete' && <DeleteDialog backup={backup} when={when} onClose={close} />}
    </div>
  )
}
