import { useTranslation } from 'react-i18next'
import { failureText } from '#web/failure.ts'
import { useFormat } from '#web/format.tsx'
import { Page } from '#web/shell/page.tsx'
import { ErrorState } from '#web/ui/error-state.tsx'
import { LinkButton } from '#web/ui/link-button.tsx'
import { Notice } from '#web/ui/notice.tsx'
import { Skeleton } from '#web/ui/skeleton.tsx'
import { usePathParam } from '#web/url-state.ts'
import type { ImportResponse } from '../api.ts'
import { isUnderWay, useImport } from './data.ts'
import { ImportResultView } from './ImportResultView.tsx'
import { ImportStatus } from './ImportStatus.tsx'
import { PlanForm } from './PlanForm.tsx'
import { RunningImport } from './RunningImport.tsx'

/** One import from its columns to its result. */
export function ImportPage() {
  const { t } = useTranslation('imports')
  const one = useImport(usePathParam('id'))
  return (
    <Page
      title={one.data?.fileName ?? t('one.title')}
      question={t('one.question')}
      back="/imports"
      actions={one.data && <ImportStatus status={one.data.status} />}
    >
      {one.isError && <ErrorState text={failureText(one.error)} onRetry={() => void one.refetch()} />}
      {one.isPending && <Skeleton lines={8} />}
      {one.data && <Step one={one.data} />}
    </Page>
  )
}

function Step({ one }: { readonly one: ImportResponse }) {
  const { t } = useTranslation('imports')
  const format = useFormat()
  if (one.status === 'uploaded') return <PlanForm one={one} />
  if (isUnderWay(one)) return <RunningImport one={one} />
  if (one.status === 'done') return <ImportResultView one={one} />
  return (
    <div className="grid justify-items-start gap-4">
      <Notice tone={one.status === 'failed' ? 'bad' : 'info'}>
        {one.status === 'failed' && failureText({ code: one.error ?? 'imports.failed', status: 0, details: {} })}
        {one.status === 'cancelled' && t('one.cancelled')}
        {one.status === 'undone' && t('one.undone', { day: format.instant(one.finishedAt) })}
      </Notice>
      <LinkButton href="/imports">{t('one.another')}</LinkButton>
    </div>
  )
}
