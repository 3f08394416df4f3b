import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { upload } from '#web/api.ts'
import { failureText } from '#web/failure.ts'
import { useCan } from '#web/session.tsx'
import { Page } from '#web/shell/page.tsx'
import { Button } from '#web/ui/button.tsx'
import { ErrorState } from '#web/ui/error-state.tsx'
import { FileDrop } from '#web/ui/file-drop.tsx'
import { Notice } from '#web/ui/notice.tsx'
import { ProgressBar } from '#web/ui/progress-bar.tsx'
import { Skeleton } from '#web/ui/skeleton.tsx'
import { type ImportWithPreview, useImports, useSample } from './data.ts'
import { ImportList } from './ImportList.tsx'

const ACCEPT = ['.csv', '.tsv', '.txt', '.xlsx', '.gz', '.zip']
const MOST_BYTES = 5_000_000_000

/** Bring in orders, and see what was brought in before. */
export function ImportsPage() {
  const { t } = useTranslation('imports')
  const can = useCan()
  const imports = useImports()
  return (
    <Page title={t('list.title')} question={t('list.question')}>
      <div className="grid gap-8">
        {can('imports:run') && <BringIn firstTime={imports.data?.rows.length === 0} />}
        {imports.isError && <ErrorState text={failureText(imports.error)} onRetry={() => void imports.refetch()} />}
        {imports.isPending && <Skeleton lines={5} />}
        {imports.data && <ImportList rows={imports.data.rows} />}
      </div>
    </Page>
  )
}

function BringIn({ firstTime }: { readonly firstTime: boolean }) {
  const { t } = useTranslation('imports')
  const navigate = useNavigate()
  const [file, setFile] = useState<File | null>(null)
  const [share, setShare] = useState<number | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const sample = useSample()
  const open = (id: string) => navigate({ to: `/imports/${id}` })
  const send = async (chosen: File | null) => {
    setFile(chosen)
    setProblem(null)
    if (!chosen) return
    setShare(0)
    try {
      const answer = await upload<ImportWithPreview>('/api/imports', chosen, { onProgress: setShare })
      await open(answer.import.id)
    } catch (error) {
      setProblem(failureText(error))
    } finally {
      setShare(null)
    }
  }
  return (
    <section className="grid gap-3" aria-label={t('list.bring')}>
      <FileDrop
        label={t('list.bring')}
        hint={t('list.bringHint')}
        accept={ACCEPT}
        maxBytes={MOST_BYTES}
        file={file}
        onFile={(chosen) => void send(chosen)}
        isBusy={share !== null}
      />
      {share !== null && <ProgressBar label={t('list.sending')} share={share} />}
      {problem && <Notice tone="bad">{problem}</Notice>}
      {sample.isError && <Notice tone="bad">{failureText(sample.error)}</Notice>}
      {firstTime && (
        <p className="flex flex-wrap items-center gap-3">
          <span className="text-ink-soft">{t('list.orSample')}</span>
          <Button isPending={sample.isPending} onPress={() => sample.mutate(undefined, { onSuccess: ({ id }) => void open(id) })}>
            {t('list.takeSample')}
          </Button>
        </p>
      )}
    </section>
  )
}
