import { useTranslation } from 'react-i18next'
import type { Condition } from '#api/customers'
import { sentenceOfCondition } from '#web/conditions/sentence.ts'
import { useSentenceWords } from '#web/conditions/use-sentence.ts'
import { failureText } from '#web/failure.ts'
import { useFormat } from '#web/format.tsx'
import { Card } from '#web/ui/card.tsx'
import { Skeleton } from '#web/ui/skeleton.tsx'
import { TextLink } from '#web/ui/text-link.tsx'
import { useConditionCount, useFirstMembers } from './data.ts'
import { listAddress } from './list-address.ts'

/** The condition read back as a sentence, how many meet it now, and the first of them. */
export function SegmentPreview({ condition }: { readonly condition: Condition | null }) {
  const { t } = useTranslation('segments')
  const format = useFormat()
  const words = useSentenceWords(condition)
  const count = useConditionCount(condition)
  const first = useFirstMembers(condition)
  if (!condition) return <Card className="text-sm text-ink-soft">{t('previewEmpty')}</Card>
  const members = count.data?.members
  return (
    <Card className="flex flex-col gap-4">
      {words.fields.length === 0 ? <Skeleton lines={1} /> : <p className="text-sm">{sentenceOfCondition(condition, words)}</p>}
      <div aria-live="polite">
        {count.isError ? (
          <p className="text-sm text-bad">{failureText(count.error)}</p>
        ) : (
          <p className={count.isFetching ? 'text-ink-soft' : ''}>
            <TextLink href={listAddress(condition)} calm>
              <span className="figures text-2xl font-semibold">{members === undefined ? '…' : format.number(members)}</span>
            </TextLink>{' '}
            <span className="text-sm text-ink-soft">{t('inItNow', { count: members ?? 0 })}</span>
          </p>
        )}
      </div>
      {(first.data?.rows.length ?? 0) > 0 && (
        <ul className="flex flex-col divide-y divide-line text-sm">
          {first.data?.rows.map(({ id, name, externalId, purchases }) => (
            <li key={id} className="flex items-baseline justify-between gap-3 py-1.5">
              <TextLink href={`/customers/${id}`} calm>
                <bdi>{name ?? (externalId === null ? t('nameless') : t('numbered', { number: externalId }))}</bdi>
              </TextLink>
              <span className="shrink-0 text-ink-soft">{t('purchases', { count: purchases })}</span>
            </li>
          ))}
        </ul>
      )}
    </Card>
  )
}
