import type { CalendarDate } from '@internationalized/date'
import { ChevronLeft, ChevronRight } from 'lucide-react'
import { use } from 'react'
import {
  Button,
  Calendar as AriaCalendar,
  CalendarCell,
  CalendarGrid,
  CalendarGridBody,
  CalendarGridHeader,
  CalendarHeaderCell,
  CalendarStateContext,
  I18nProvider,
  RangeCalendar as AriaRangeCalendar,
  RangeCalendarStateContext,
} from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { Calendar as CalendarName } from '#pure/calendar'
import { useFormat } from '#web/format.tsx'
import { dateOfIso, firstDayOfWeek, isoOfDate, localeOf } from '#web/ui/date-values.ts'
import type { DayRange } from '#web/ui/date-presets.ts'
import { Icon } from '#web/ui/icon.tsx'

interface CalendarProps {
  readonly label: string
  readonly value: string | null
  readonly onChange: (iso: string) => void
  /** The workspace's calendar unless told. */
  readonly calendar?: CalendarName
}

/** A month to choose a day from, Persian or Gregorian. Days are ISO dates outside. */
export function Calendar({ label, value, onChange, calendar }: CalendarProps) {
  const format = useFormat()
  return (
    <I18nProvider locale={localeOf(format.language, calendar ?? format.calendar)}>
      <AriaCalendar
        aria-label={label}
        value={dateOfIso(value)}
        onChange={(date) => onChange(isoOfDate(date))}
        firstDayOfWeek={firstDayOfWeek(format.weekStart)}
      >
        <MonthOfCalendar />
      </AriaCalendar>
    </I18nProvider>
  )
}

/** What stands inside a React Aria Calendar: used alone and in the date field's popover. */
export function MonthOfCalendar() {
  return <Month start={use(CalendarStateContext)?.visibleRange.start} />
}

interface RangeCalendarProps {
  readonly label: string
  readonly value: DayRange | null
  readonly onChange: (range: DayRange) => void
  readonly calendar?: CalendarName
}

/** A month to choose a span of days from; months may be turned between the two presses. */
export function RangeCalendar({ label, value, onChange, calendar }: RangeCalendarProps) {
  const format = useFormat()
  const start = dateOfIso(value?.from ?? null)
  const end = dateOfIso(value?.to ?? null)
  return (
    <I18nProvider locale={localeOf(format.language, calendar ?? format.calendar)}>
      <AriaRangeCalendar
        aria-label={label}
        value={start && end ? { start, end } : null}
        onChange={(range) => onChange({ from: isoOfDate(range.start), to: isoOfDate(range.end) })}
        firstDayOfWeek={firstDayOfWeek(format.weekStart)}
      >
        <MonthOfRange />
      </AriaRangeCalendar>
    </I18nProvider>
  )
}

function MonthOfRange() {
  return <Month start={use(RangeCalendarStateContext)?.visibleRange.start} isRange />
}

interface MonthProps {
  readonly start: CalendarDate | undefined
  readonly isRange?: boolean
}

function Month({ start, isRange = false }: MonthProps) {
  const { t } = useTranslation()
  return (
    <div className="w-fit">
      <header className="mb-2 flex items-center gap-1">
        <Turn slot="previous" label={t('picker.previous')} />
        <div aria-hidden className="grow text-center text-base font-semibold">
          {start && <MonthName of={start} />}
        </div>
        <Turn slot="next" label={t('picker.next')} />
      </header>
      <CalendarGrid weekdayStyle="narrow" className="border-separate border-spacing-y-0.5">
        <CalendarGridHeader>
          {(day) => <CalendarHeaderCell className="size-9 text-xs font-medium text-ink-soft">{day}</CalendarHeaderCell>}
        </CalendarGridHeader>
        <CalendarGridBody>
          {(date) => (
            <CalendarCell date={date} className={isRange ? RANGE_CELL : CELL}>
              {({ formattedDate, isSelectionStart, isSelectionEnd }) => (
                <span className={isRange && (isSelectionStart || isSelectionEnd) ? END : DAY}>{formattedDate}</span>
              )}
            </CalendarCell>
          )}
        </CalendarGridBody>
      </CalendarGrid>
    </div>
  )
}

const BASE =
  'size-9 cursor-pointer text-sm outline-offset-0 data-outside-month:hidden off:text-ink-soft off:opacity-50 data-today:font-bold data-today:underline data-today:underline-offset-4'
const CELL = `${BASE} rounded hovered:bg-hover selected:bg-accent selected:text-on-accent`
const RANGE_CELL = `${BASE} hovered:bg-hover selected:bg-accent-soft selected:text-accent-ink data-selection-start:rounded-s data-selection-end:rounded-e`
const DAY = 'grid size-full place-items-center'
const END = `${DAY} rounded bg-accent text-on-accent`

function Turn({ slot, label }: { readonly slot: 'previous' | 'next'; readonly label: string }) {
  return (
    <Button slot={slot} aria-label={label} className="grid size-8 place-items-center rounded text-ink-soft hovered:bg-hover off:opacity-40">
      <Icon of={slot === 'previous' ? ChevronLeft : ChevronRight} mirrored className="size-4.5" />
    </Button>
  )
}

/** "Azar 1405" rather than Intl's "Azar 1405 AP". */
function MonthName({ of: date }: { readonly of: CalendarDate }) {
  const format = useFormat()
  const calendar = date.calendar.identifier === 'persian' ? 'persian' : 'gregorian'
  return format.period('month', date.year * 12 + date.month - 1, calendar)
}
