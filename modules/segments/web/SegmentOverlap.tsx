import { useTranslation } from 'react-i18next'
import { failureText } from '#web/failure.ts'
import { useFormat } from '#web/format.tsx'
import { EmptyState } from '#web/ui/empty-state.tsx'
import { ErrorState } from '#web/ui/error-state.tsx'
import { KeyFigure } from '#web/ui/key-figure.tsx'
import { Select } from '#web/ui/select.tsx'
import { Skeleton } from '#web/ui/skeleton.tsx'
import { useUrlState } from '#web/url-state.ts'
import type { OverlapResponse, SegmentResponse } from '../api.ts'
import { useOverlap, useSegments } from './data.ts'
import { listAddress } from './list-address.ts'

/** What a segment shares with another one; each part opens its customers. */
export function SegmentOverlap({ segment }: { readonly segment: SegmentResponse }) {
  const { t } = useTranslation('segments')
  const [other, setOther] = useUrlState('with')
  const others = (useSegments(false).data?.segments ?? []).filter(({ id }) => id !== segment.id)
  const chosen = others.find(({ id }) => id === other) ?? null
  const { data, isPending, isError, error, refetch } = useOverlap(segment.id, chosen?.id ?? null)
  if (others.length === 0) return <EmptyState title={t('overlap.none')} />
  return (
    <div className="flex flex-col gap-6">
      <Select
        className="max-w-80"
        label={t('overlap.with')}
        value={chosen?.id ?? null}
        onChange={setOther}
        options={others.map(({ id, name }) => ({ id, label: name }))}
      />
      {chosen && isPending && <Skeleton lines={3} />}
      {chosen && isError && <ErrorState text={failureText(error)} onRetry={() => void refetch()} />}
      {chosen && data && <Parts overlap={data} one={segment.name} other={chosen.name} />}
    </div>
  )
}

interface PartsProps {
  readonly overlap: OverlapResponse
  readonly one: string
  readonly other: string
}

function Parts({ overlap, one, other }: PartsProps) {
  const { t } = useTranslation('segments')
  const format = useFormat()
  const { onlyOne, both, onlyOther } = overlap
  const all = onlyOne.members + both.members + onlyOther.members
  const own = onlyOne.members + both.members
  const parts = [
    { id: 'one', label: t('overlap.only', { name: one }), bar: 'bg-(--chart-1)', ...onlyOne },
    { id: 'both', label: t('overlap.both'), bar: 'bg-(--chart-3)', ...both },
    { id: 'other', label: t('overlap.only', { name: other }), bar: 'bg-(--chart-2)', ...onlyOther },
  ]
  return (
    <section className="flex flex-col gap-4" aria-label={t('part.overlap')}>
      <h2 className="text-lg font-semibold">
        {own === 0 ? t('overlap.empty', { one }) : t('overlap.finding', { one, other, share: format.percent(both.members / own) })}
      </h2>
      <div className="flex h-4 overflow-hidden rounded bg-sunken" aria-hidden>
        {parts.map(({ id, members, bar }) => (
          <div key={id} className={bar} style={{ width: `${all === 0 ? 0 : (members / all) * 100}%` }} />
        ))}
      </div>
      <div className="grid gap-3 sm:grid-cols-3">
        {parts.map(({ id, label, members, condition }) => (
          <KeyFigure key={id} label={label} value={format.number(members)} href={listAddress(condition)} />
        ))}
      </div>
    </section>
  )
}
