import { dayOfIso, isoOfDay } from '#pure/calendar'
import { useCan } from '#web/session.tsx'
import type { WhyReport } from '../../why/api.ts'

type Standing = NonNullable<WhyReport['standing']>

export interface Part {
  readonly field: string
  readonly op: string
  readonly value: string | number | readonly string[]
}

/** Lists of the customers behind figures of a study; undefined for those who may not see customers. */
export function useBehindStudy(standing: Standing, segment: string | null) {
  const can = useCan()
  const lens: Part[] = segment === null ? [] : [{ field: 'segment', op: 'any_of', value: [segment] }]
  const list = (...parts: readonly Part[]): string | undefined =>
    can('customers:read') && can('orders:read')
      ? `/customers?filter=${encodeURIComponent(JSON.stringify({ all: [...parts, ...lens] }))}`
      : undefined
  const asOf = dayOfIso(standing.asOf) ?? 0
  const mature: Part = { field: 'first_purchase', op: 'before', value: isoOfDay(asOf - (standing.returnDays ?? 0) + 1) }
  return {
    /** Whose first purchase was like this, observed long enough. */
    firstLike: (kind: string, value: string) => list({ field: 'first.like', op: 'any_of', value: [`${kind}:${value}`] }, mature),
    /** Of those, who came back in time. */
    firstLikeBack: (kind: string, value: string) =>
      list({ field: 'first.like', op: 'any_of', value: [`${kind}:${value}`] }, mature, {
        field: 'return_days',
        op: 'at_most',
        value: standing.returnDays ?? 0,
      }),
    /** Whose last purchase held the product, and who has not come since. */
    silentAfter: (product: string) =>
      list(
        { field: 'last.product', op: 'any_of', value: [product] },
        { field: 'last_purchase', op: 'before', value: isoOfDay(asOf - standing.windowDays + 1) },
      ),
    gaveBack: (product: string) => list({ field: 'gave_back', op: 'any_of', value: [product] }),
    pair: (kind: 'together' | 'next', first: string, second: string) =>
      list({ field: `bought.${kind}`, op: 'any_of', value: [`${first} ${second}`] }),
  }
}
