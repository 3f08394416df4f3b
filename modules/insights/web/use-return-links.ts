import { use } from 'react'
import { useFormat } from '#web/format.tsx'
import { useCan } from '#web/session.tsx'
import type { ReturnReport } from '../api.ts'
import { exportsOf, type ReturnPart } from './links.ts'
import { SeenThrough, useBehind } from './time/seen.ts'

/** Where the numbers of the return report around lead, for whoever looks: the customers behind them, and files of their parts. */
export function useReturnLinks(report: ReturnReport) {
  const format = useFormat()
  const can = useCan()
  const seen = use(SeenThrough)
  const behind = useBehind()
  const mayOpen = can('customers:read') && !seen.isPast
  return {
    behind,
    /** For charts that draw no links at all where there is nothing to open. */
    whereOpen: <T>(links: T): T | undefined => (mayOpen ? links : undefined),
    exports: (part: ReturnPart) => (can('insights:export') ? exportsOf(report, part, { format, seen }) : undefined),
  }
}
