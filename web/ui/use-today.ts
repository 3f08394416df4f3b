import { dayOf } from '#pure/zone'
import { useFormat } from '#web/format.tsx'

/** The local day it is now in the workspace's time zone. */
export function useToday(): number {
  return dayOf(Date.now(), useFormat().timeZone)
}
