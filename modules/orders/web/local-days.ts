import { dayOfIso, isoOfDay } from '#pure/calendar'
import { dayOf, instantOf } from '#pure/zone'
import { useFormat } from '#web/format.tsx'

/** Between instants as they are kept and local days as people pick them. A day stands for its noon. */
export function useLocalDays() {
  const { timeZone } = useFormat()
  const dayOfInstant = (iso: string | null) => (iso === null ? null : isoOfDay(dayOf(Date.parse(iso), timeZone)))
  return {
    dayOfInstant,
    /** The instant for a picked day; the one known already when it lies on that day. */
    instantOfDay: (picked: string | null, known: string | null) => {
      const day = picked === null ? null : dayOfIso(picked)
      if (day === null) return null
      return picked === dayOfInstant(known) ? known : new Date(instantOf(day, NOON, timeZone)).toISOString()
    },
  }
}

const NOON = 43_200_000
