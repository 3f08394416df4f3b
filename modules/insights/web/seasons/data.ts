import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { Calendar } from '#pure/calendar'
import { addressOf, call } from '#web/api.ts'
import type { Format } from '#web/format.tsx'
import type { HabitsReport, Measure, SeasonsPart, SeasonsReport } from '../../seasons/api.ts'

/** What the page shows: chosen in its address. */
export interface SeasonsWanted {
  readonly calendar: Calendar
  readonly measure: Measure
  readonly segment?: string | undefined
}

/** The seasons of everybody or of a segment; nothing is asked for while `wanted` is null. */
export function useSeasons(wanted: SeasonsWanted | null) {
  return useQuery({
    queryKey: ['seasons', wanted],
    queryFn: ({ signal }) => call<SeasonsReport>('GET', '/api/insights/seasons', { query: { ...wanted }, signal }),
    placeholderData: keepPreviousData,
    enabled: wanted !== null,
  })
}

/** Who buys mostly on one weekday; computed when asked. */
export function useHabits(segment: string | undefined) {
  return useQuery({
    queryKey: ['season-habits', segment],
    queryFn: ({ signal }) => call<HabitsReport>('GET', '/api/insights/seasons/habits', { query: { segment }, signal }),
    staleTime: 300_000,
  })
}

/** Where a part of the report can be had as CSV and XLSX. */
export function exportsOf(wanted: SeasonsWanted, part: SeasonsPart, format: Format): { csv: string; xlsx: string } {
  const link = (kind: 'csv' | 'xlsx') =>
    addressOf('/api/insights/seasons/export', { ...wanted, part, format: kind, language: format.language })
  return { csv: link('csv'), xlsx: link('xlsx') }
}
