import { use } from 'react'
import type { FieldCondition } from '#api/customers'
import { addressOf } from '#web/api.ts'
import { useFormat } from '#web/format.tsx'
import { useCan } from '#web/session.tsx'
import type { KindsPart, KindsReport } from '../../types/api.ts'
import { SeenThrough } from '../time/seen.ts'

/** Where the numbers of the report lead, for whoever looks: the customers behind them, and files of its parts. */
export function useKindsLinks(report: KindsReport) {
  const format = useFormat()
  const can = useCan()
  const { segment } = use(SeenThrough)
  const fileOf = (part: KindsPart, kind: 'csv' | 'xlsx') =>
    addressOf('/api/insights/customers/export', {
      calendar: report.calendar,
      period: report.period,
      segment,
      part,
      format: kind,
      language: format.language,
    })
  return {
    /** A chart's name in the address: two of the same stand side by side when segments are compared. */
    anchor: (name: string) => (segment === null ? name : `${name}-${segment.slice(-6)}`),
    /** The customers who meet all of these; undefined for those who may not see customers. */
    people: (...conditions: readonly FieldCondition[]): string | undefined => {
      if (!can('customers:read')) return undefined
      const all = segment === null ? conditions : [...conditions, { field: 'segment', op: 'any_of' as const, value: [segment] }]
      return `/customers?filter=${encodeURIComponent(JSON.stringify(all.length === 1 ? all[0] : { all }))}`
    },
    exports: (part: KindsPart) => (can('insights:export') ? { csv: fileOf(part, 'csv'), xlsx: fileOf(part, 'xlsx') } : undefined),
  }
}
