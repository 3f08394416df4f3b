import { Plus } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { failureText } from '#web/failure.ts'
import { useCan } from '#web/session.tsx'
import { CustomersTabs } from '#web/shell/customers-tabs.tsx'
import { Page } from '#web/shell/page.tsx'
import { EmptyState } from '#web/ui/empty-state.tsx'
import { ErrorState } from '#web/ui/error-state.tsx'
import { Icon } from '#web/ui/icon.tsx'
import { LinkButton } from '#web/ui/link-button.tsx'
import { Segmented } from '#web/ui/segmented.tsx'
import { Skeleton } from '#web/ui/skeleton.tsx'
import { useUrlChoice } from '#web/url-state.ts'
import { useSegments } from './data.ts'
import { ReadyGallery } from './ReadyGallery.tsx'
import { SegmentLine } from './SegmentLine.tsx'

/** All segments with how many are in them, and those that one press adds. */
export function SegmentsPage() {
  const { t } = useTranslation('segments')
  const can = useCan()
  const [shown, setShown] = useUrlChoice('shown', ['used', 'archived'], 'used')
  return (
    <Page title={t('title')} question={t('question')} actions={can('segments:write') && <NewButton />}>
      <CustomersTabs current="segments" />
      <div>
        <Segmented
          label={t('shown')}
          value={shown}
          onChange={setShown}
          options={[
            { id: 'used', label: t('used') },
            { id: 'archived', label: t('archived') },
          ]}
        />
      </div>
      <SegmentList archived={shown === 'archived'} />
      {shown === 'used' && <ReadyGallery />}
    </Page>
  )
}

function NewButton() {
  const { t } = useTranslation('segments')
  return (
    <LinkButton href="/segments/new" look="primary" icon={<Icon of={Plus} />}>
      {t('make')}
    </LinkButton>
  )
}

function SegmentList({ archived }: { readonly archived: boolean }) {
  const { t } = useTranslation('segments')
  const can = useCan()
  const { data, isPending, isError, error, refetch } = useSegments(archived)
  if (isPending) return <Skeleton lines={5} />
  if (isError) return <ErrorState text={failureText(error)} onRetry={() => void refetch()} />
  if (data.segments.length === 0 && archived) return <EmptyState title={t('noneArchived')} />
  if (data.segments.length === 0)
    return (
      <EmptyState title={t('none')} text={t('noneText')}>
        {can('segments:write') && <NewButton />}
      </EmptyState>
    )
  return (
    <ul className="divide-y divide-line rounded border border-line bg-surface">
      {data.segments.map((segment) => (
        <SegmentLine key={segment.id} segment={segment} />
      ))}
    </ul>
  )
}
