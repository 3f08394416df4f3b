import { firstDayOfMonth, isoOfDay, monthIndex, periodIndex, periodStart } from '#pure/calendar'
import type { Calendar, PeriodKind } from '#pure/calendar'

/** A span of local days, both inclusive, as ISO dates. */
export interface DayRange {
  readonly from: string
  readonly to: string
}

/** The spans people ask for most, in the order of the list. */
export const PRESETS = ['last7', 'last30', 'thisMonth', 'lastMonth', 'lastQuarter', 'thisYear', 'lastYear'] as const
export type Preset = (typeof PRESETS)[number]

/** The days a preset means today, by the months and years of the given calendar. */
export function presetRange(preset: Preset, calendar: Calendar, today: number): DayRange {
  if (preset === 'last7') return range(today - 6, today)
  if (preset === 'last30') return range(today - 29, today)
  if (preset === 'thisMonth') return range(firstDayOfMonth(calendar, monthIndex(calendar, today)), today)
  if (preset === 'thisYear') return range(startOf(calendar, 'year', today, 0), today)
  const kind: PeriodKind = preset === 'lastMonth' ? 'month' : preset === 'lastQuarter' ? 'quarter' : 'year'
  return range(startOf(calendar, kind, today, -1), startOf(calendar, kind, today, 0) - 1)
}

/** The preset that a span is today, or null when it is one of the person's own. */
export function presetOf(value: DayRange | null, calendar: Calendar, today: number): Preset | null {
  if (!value) return null
  return (
    PRESETS.find((preset) => {
      const { from, to } = presetRange(preset, calendar, today)
      return from === value.from && to === value.to
    }) ?? null
  )
}

function startOf(calendar: Calendar, kind: PeriodKind, today: number, shift: number): number {
  return periodStart(calendar, kind, periodIndex(kind, monthIndex(calendar, today)) + shift)
}

function range(from: number, to: number): DayRange {
  return { from: isoOfDay(from), to: isoOfDay(to) }
}
