import { createContext, useContext } from 'react'
import { useCan } from '#web/session.tsx'

/** Whose figures are shown, and whether they are those of a year before. */
export interface Seen {
  readonly segment: string | null
  readonly isPast: boolean
}

const EVERYBODY_NOW: Seen = { segment: null, isPast: false }

/** Around a report that is seen through a lens. */
export const SeenThrough = createContext<Seen>(EVERYBODY_NOW)

/**
 * The list of the customers behind a number of the report around; undefined for those who may not see customers, and for numbers of the past, whose
 * customers nobody knows any more.
 */
export function useBehind(): (behind: string) => string | undefined {
  const { segment, isPast } = useContext(SeenThrough)
  const can = useCan()
  if (isPast || !can('customers:read')) return () => undefined
  return (behind) => customersHref({ behind, segment })
}

/** A list of customers: those behind a number, of a segment when one is given. */
export function customersHref({ behind, segment }: { readonly behind: string; readonly segment: string | null }): string {
  const filter =
    segment === null ? '' : `&filter=${encodeURIComponent(JSON.stringify({ field: 'segment', op: 'any_of', value: [segment] }))}`
  return `/customers?behind=${behind}${filter}`
}
