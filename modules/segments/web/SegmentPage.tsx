import { Users } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { addressOf } from '#web/api.ts'
import { failureText } from '#web/failure.ts'
import { useFormat } from '#web/format.tsx'
import { useCan } from '#web/session.tsx'
import { Page } from '#web/shell/page.tsx'
import { ErrorState } from '#web/ui/error-state.tsx'
import { ExportMenu } from '#web/ui/export-menu.tsx'
import { Icon } from '#web/ui/icon.tsx'
import { LinkButton } from '#web/ui/link-button.tsx'
import { Notice } from '#web/ui/notice.tsx'
import { Skeleton } from '#web/ui/skeleton.tsx'
import { Tabs } from '#web/ui/tabs.tsx'
import { toast } from '#web/ui/toast.tsx'
import { usePathParam, useUrlChoice } from '#web/url-state.ts'
import type { SegmentResponse } from '../api.ts'
import { useChangeSegment, useSegment } from './data.ts'
import { listAddress } from './list-address.ts'
import { SegmentEditor } from './SegmentEditor.tsx'
import { SegmentMenu } from './SegmentMenu.tsx'
import { SegmentMoves } from './SegmentMoves.tsx'
import { SegmentOverlap } from './SegmentOverlap.tsx'
import { SegmentPreview } from './SegmentPreview.tsx'
import { SegmentSizes } from './SegmentSizes.tsx'

/** One segment: its condition, how many were in it over time, who came and went, and what it shares with others. */
export function SegmentPage() {
  const { t } = useTranslation('segments')
  const { data: segment, isPending, isError, error, refetch } = useSegment(usePathParam('id'))
  if (isPending) return <Skeleton lines={8} />
  if (isError) return <ErrorState text={failureText(error)} onRetry={() => void refetch()} />
  return (
    <Page title={segment.name} question={segment.description} back="/segments" actions={<Actions segment={segment} />}>
      {segment.fault && <Notice tone="warn">{t('faultyText')}</Notice>}
      {segment.archivedAt && <Notice tone="info">{t('archivedText')}</Notice>}
      <Parts segment={segment} />
    </Page>
  )
}

function Actions({ segment }: { readonly segment: SegmentResponse }) {
  const { t } = useTranslation('segments')
  const { language } = useFormat()
  const can = useCan()
  const link = (format: 'csv' | 'xlsx') =>
    addressOf('/api/customers/export', { filter: JSON.stringify(segment.condition), format, language })
  return (
    <>
      <LinkButton href={listAddress(segment.condition, segment.id)} icon={<Icon of={Users} />}>
        {t('openList')}
      </LinkButton>
      {can('customers:export') && <ExportMenu csv={link('csv')} xlsx={link('xlsx')} label={t('export')} />}
      <SegmentMenu segment={segment} />
    </>
  )
}

function Parts({ segment }: { readonly segment: SegmentResponse }) {
  const { t } = useTranslation('segments')
  const format = useFormat()
  const [part, setPart] = useUrlChoice('part', ['members', 'condition', 'overlap'], 'members')
  return (
    <Tabs
      label={segment.name}
      value={part}
      onChange={setPart}
      tabs={[
        {
          id: 'members',
          label: t('part.members'),
          content: (
            <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-6 lg:grid-cols-[minmax(0,1fr)_22rem]">
              <div className="flex min-w-0 flex-col gap-6">
                <SegmentSizes segment={segment} />
                <SegmentMoves id={segment.id} />
              </div>
              <div className="flex flex-col gap-3">
                <SegmentPreview condition={segment.condition} />
                {segment.usedBy.length > 0 && (
                  <p className="text-sm text-ink-soft">
                    {t('usedBy', { names: new Intl.ListFormat(format.language).format(segment.usedBy) })}
                  </p>
                )}
              </div>
            </div>
          ),
        },
        { id: 'condition', label: t('part.condition'), content: <Condition key={segment.changedAt} segment={segment} /> },
        { id: 'overlap', label: t('part.overlap'), content: <SegmentOverlap segment={segment} /> },
      ]}
    />
  )
}

function Condition({ segment }: { readonly segment: SegmentResponse }) {
  const { t } = useTranslation('segments')
  const can = useCan()
  const change = useChangeSegment()
  if (!can('segments:write')) return <SegmentPreview condition={segment.condition} />
  return (
    <SegmentEditor
      before={segment}
      failure={change.error}
      isPending={change.isPending}
      onSave={(request) =>
        change.mutate({ id: segment.id, ...request }, { onSuccess: () => toast({ text: t('saved', { name: request.name }) }) })
      }
    />
  )
}
