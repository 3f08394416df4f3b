import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { SegmentsResponse } from '#api/segments'
import { call } from '#web/api.ts'
import { useCan } from '#web/session.tsx'
import { useUrlValues } from '#web/url-state.ts'
import type { Seen } from './seen.ts'

/** One side of a report: whose figures, what that is called, and what a report's address says for it. */
export interface LensSide {
  readonly seen: Seen
  readonly name: string
  readonly query: { readonly segment?: string; readonly standing?: 'year-before' }
}

/** Through which customers the page is seen, and what that is compared with: both stand in the address. */
export interface Lens {
  readonly side: LensSide
  /** Null when nothing is compared. */
  readonly compared: LensSide | null
  readonly segments: readonly { readonly id: string; readonly name: string }[]
  readonly segment: string | null
  readonly compare: Compare
  readonly choose: (segment: string | null) => void
  readonly compareWith: (compare: Compare) => void
}

/** 'everyone', 'previous' (the same customers as of a year before), 'nobody' (no comparison), or the id of a segment. */
export type Compare = string

/** The lens in the address; a segment is compared with everyone unless something else is chosen. */
export function useLens(): Lens {
  const { t } = useTranslation('insights-time')
  const [values, setValues] = useUrlValues()
  const segments = useSegmentNames()
  const segment = values['segment'] || null
  const compare = values['compare'] ?? (segment === null ? 'nobody' : 'everyone')
  const nameOf = (id: string) => segments.find((each) => each.id === id)?.name ?? t('lens.unknown')
  const sideOf = (id: string | null): LensSide =>
    id === null
      ? { seen: { segment: null, isPast: false }, name: t('lens.everyone'), query: {} }
      : { seen: { segment: id, isPast: false }, name: nameOf(id), query: { segment: id } }
  const side = sideOf(segment)
  return {
    side,
    compared: comparedSide(),
    segments,
    segment,
    compare,
    choose: (next) => setValues({ segment: next ?? undefined, compare: compare === next || next === null ? undefined : values['compare'] }),
    compareWith: (next) => setValues({ compare: next === (segment === null ? 'nobody' : 'everyone') ? undefined : next }),
  }

  function comparedSide(): LensSide | null {
    if (compare === 'nobody' || compare === segment || (compare === 'everyone' && segment === null)) return null
    if (compare === 'everyone') return sideOf(null)
    if (compare !== 'previous') return sideOf(compare)
    return { seen: { segment, isPast: true }, name: t('lens.yearBefore'), query: { ...side.query, standing: 'year-before' } }
  }
}

function useSegmentNames(): Lens['segments'] {
  const can = useCan()
  const { data } = useQuery({
    queryKey: ['segments', 'used'],
    queryFn: ({ signal }) => call<SegmentsResponse>('GET', '/api/segments', { query: { archived: 'no' }, signal }),
    enabled: can('segments:read'),
  })
  return data?.segments ?? []
}
