import { useTranslation } from 'react-i18next'
import { useFormat } from '#web/format.tsx'
import { Badge } from '#web/ui/badge.tsx'
import { Section } from '#web/ui/section.tsx'
import { TextLink } from '#web/ui/text-link.tsx'
import { useMoves } from './data.ts'

/** Who joined the segment and who left it lately. */
export function SegmentMoves({ id }: { readonly id: string }) {
  const { t } = useTranslation('segments')
  const format = useFormat()
  const moves = useMoves(id).data?.moves ?? []
  return (
    <Section title={t('moves')}>
      {moves.length === 0 ? (
        <p className="text-sm text-ink-soft">{t('noMoves')}</p>
      ) : (
        <ul className="flex flex-col divide-y divide-line">
          {moves.map(({ customerId, name, joined, at }) => (
            <li key={`${customerId} ${at} ${String(joined)}`} className="flex flex-wrap items-center gap-x-3 gap-y-1 py-2 text-sm">
              <Badge tone={joined ? 'good' : 'neutral'}>{t(joined ? 'joined' : 'left')}</Badge>
              <TextLink href={`/customers/${customerId}`} calm>
                <bdi>{name ?? t('nameless')}</bdi>
              </TextLink>
              <span className="ms-auto text-ink-soft">{format.instant(at)}</span>
            </li>
          ))}
        </ul>
      )}
    </Section>
  )
}
