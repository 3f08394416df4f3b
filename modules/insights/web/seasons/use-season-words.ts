import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { firstDayOfMonth, dateParts } from '#pure/calendar'
import type { Calendar } from '#pure/calendar'
import { monthName, weekdayNames } from '#pure/dates'
import { useFormat } from '#web/format.tsx'
import { useCan } from '#web/session.tsx'
import type { SeasonsReport } from '../../seasons/api.ts'
import { exportsOf, type SeasonsWanted } from './data.ts'

/** What every part of the page is given: a report, what was asked for it, and the same of what it is compared with. */
export interface SeasonsSide {
  readonly name: string
  readonly report: SeasonsReport
}
export interface SectionProps {
  readonly wanted: SeasonsWanted
  readonly side: SeasonsSide
  readonly compared: SeasonsSide | null
}

/** How the parts of the page name months, weekdays and sizes, and where their numbers lead. */
export function useSeasonWords(wanted: SeasonsWanted) {
  const { t } = useTranslation('insights-seasons')
  const format = useFormat()
  const can = useCan()
  return useMemo(() => {
    const { calendar, measure, segment } = wanted
    const as = measure === 'revenue' ? ('money' as const) : ('number' as const)
    return {
      t,
      format,
      what: t(`of.${measure}`),
      as,
      /** 1.6 in the reader's digits. */
      times: (index: number) => format.number(index, 1),
      month: (month: number) => monthName(calendar, month, format.language, 'short'),
      weekday: (weekday: number) => weekdayNames(format.language, 1)[weekday - 1] ?? '',
      week: (week: number, lastDay: number) => weekName(calendar, week, lastDay, format),
      /** The purchases of some days; of a segment alone there is no such list. */
      orders: (from: string, to: string) =>
        segment === undefined && can('orders:read') ? `/orders?kind=purchase&from=${from}&to=${to}` : undefined,
      exports: (part: Parameters<typeof exportsOf>[1]) => (can('insights:export') ? exportsOf(wanted, part, format) : undefined),
    }
  }, [t, format, can, wanted])
}

/** A week of the year by the date of its first day, in the year of `lastDay`. */
function weekName(calendar: Calendar, week: number, lastDay: number, format: ReturnType<typeof useFormat>): string {
  const { year } = dateParts(calendar, lastDay)
  const { month, day } = dateParts(calendar, firstDayOfMonth(calendar, year * 12) + (week - 1) * 7)
  return `${format.number(day)} ${monthName(calendar, month, format.language, 'short')}`
}
