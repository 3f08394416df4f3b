import { useTranslation } from 'react-i18next'
import { failure, failureText } from '#web/failure.ts'
import { useFormat } from '#web/format.tsx'
import { useCan } from '#web/session.tsx'
import { Button } from '#web/ui/button.tsx'
import { EmptyState } from '#web/ui/empty-state.tsx'
import { ErrorState } from '#web/ui/error-state.tsx'
import { Section } from '#web/ui/section.tsx'
import { Skeleton } from '#web/ui/skeleton.tsx'
import type { TroublesResponse } from '../api.ts'
import { useRetry, useTroubles } from './data.ts'

/** What was not taken, and what could not be digested, with the reason and how it began. */
export function Troubles({ names }: { readonly names: ReadonlyMap<string, string> }) {
  const { t } = useTranslation('tracking')
  const mayRetry = useCan()('tracking:configure')
  const troubles = useTroubles()
  const retry = useRetry()
  const { refused = [], failed = [], failedCount = 0 } = troubles.data ?? {}
  return (
    <Section
      title={t('troubles.title')}
      text={t('troubles.text')}
      actions={
        mayRetry &&
        failedCount > 1 && (
          <Button size="sm" isPending={retry.isPending} onPress={() => retry.mutate(null)}>
            {t('troubles.retryAll', { count: failedCount })}
          </Button>
        )
      }
    >
      {troubles.isError && <ErrorState text={failureText(troubles.error)} onRetry={() => void troubles.refetch()} />}
      {troubles.isPending && <Skeleton lines={3} />}
      {troubles.data && refused.length + failed.length === 0 && <EmptyState title={t('troubles.empty')} text={t('troubles.emptyText')} />}
      {failed.length > 0 && (
        <TroubleList label={t('troubles.failed')} rows={failed} names={names} onRetry={mayRetry ? (id) => retry.mutate(id) : undefined} />
      )}
      {refused.length > 0 && <TroubleList label={t('troubles.refused')} rows={refused} names={names} />}
    </Section>
  )
}

type Row = TroublesResponse['failed'][number] | TroublesResponse['refused'][number]

interface TroubleListProps {
  readonly label: string
  readonly rows: readonly Row[]
  readonly names: ReadonlyMap<string, string>
  readonly onRetry?: ((id: string) => void) | undefined
}

function TroubleList({ label, rows, names, onRetry }: TroubleListProps) {
  const { t } = useTranslation('tracking')
  const format = useFormat()
  return (
    <section className="grid gap-2">
      <h3 className="font-medium">{label}</h3>
      <ul className="grid divide-y divide-line">
        {rows.map((row) => (
          <li key={row.id} className="grid gap-1 py-3">
            <div className="flex flex-wrap items-center justify-between gap-2">
              <span className="font-medium">{failureText(failure(row.code, 0))}</span>
              {onRetry && (
                <Button size="sm" onPress={() => onRetry(row.id)}>
                  {t('troubles.retry')}
                </Button>
              )}
            </div>
            <p className="flex flex-wrap gap-x-4 text-sm text-ink-soft">
              <span>{format.instant(row.at)}</span>
              <bdi>{names.get(row.sourceId)}</bdi>
              <span className="code-run">{'path' in row && row.path !== '' ? `${row.code} · ${row.path}` : row.code}</span>
            </p>
            <details className="text-sm">
              <summary className="cursor-pointer text-accent-ink">{t('troubles.body')}</summary>
              <pre
                dir="ltr"
                tabIndex={0}
                className="mt-2 max-h-48 overflow-auto rounded bg-sunken p-3 text-start break-all whitespace-pre-wrap"
              >
                {row.body}
              </pre>
            </details>
          </li>
        ))}
      </ul>
    </section>
  )
}
