import { useTranslation } from 'react-i18next'
import { SparkLine } from '#web/charts/spark-line.tsx'
import { useFormat } from '#web/format.tsx'
import { Badge } from '#web/ui/badge.tsx'
import { TextLink } from '#web/ui/text-link.tsx'
import type { SegmentResponse } from '../api.ts'
import { listAddress } from './list-address.ts'
import { SegmentMenu } from './SegmentMenu.tsx'

/** One segment: its name opens it, the number opens the customers in it. */
export function SegmentLine({ segment }: { readonly segment: SegmentResponse }) {
  const { t } = useTranslation('segments')
  const format = useFormat()
  const { members, sizes, usedBy } = segment
  return (
    <li className="flex items-center gap-4 px-4 py-3">
      <div className="min-w-0 grow">
        <TextLink href={`/segments/${segment.id}`}>
          <bdi className="font-medium">{segment.name}</bdi>
        </TextLink>
        {segment.description && <p className="truncate text-sm text-ink-soft">{segment.description}</p>}
        {usedBy.length > 0 && (
          <p className="truncate text-sm text-ink-soft">{t('usedBy', { names: new Intl.ListFormat(format.language).format(usedBy) })}</p>
        )}
        {segment.fault && <Badge tone="warn">{t('faulty')}</Badge>}
      </div>
      {sizes.length > 1 && (
        <div className="hidden w-28 shrink-0 sm:block">
          <SparkLine values={sizes.map((each) => each.members)} label={t('sizes')} write={(value) => format.number(value)} height={28} />
        </div>
      )}
      <div className="shrink-0 text-end">
        {members === null ? (
          <p className="text-sm text-ink-soft">{segment.archivedAt ? t('notFollowed') : t('gathering')}</p>
        ) : (
          <TextLink href={listAddress(segment.condition, segment.id)} calm>
            <span className="figures text-lg font-medium">{format.number(members)}</span>
          </TextLink>
        )}
      </div>
      <SegmentMenu segment={segment} />
    </li>
  )
}
