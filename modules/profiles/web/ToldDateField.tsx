import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Calendar } from '#pure/calendar'
import { monthName } from '#pure/dates'
import { latinDigits } from '#pure/numbers'
import { useFormat } from '#web/format.tsx'
import { Segmented } from '#web/ui/segmented.tsx'
import { Select } from '#web/ui/select.tsx'
import { TextField } from '#web/ui/text-field.tsx'
import { readToldDate, writeToldDate } from '../domain-dates.ts'

/** A day in its calendar, with its year or without. */
export interface TypedDate {
  readonly date: string
  readonly calendar: Calendar
}

interface ToldDateFieldProps {
  readonly value: TypedDate | null
  /** Told null while day or month is missing. */
  readonly onChange: (value: TypedDate | null) => void
}

const DAYS = Array.from({ length: 31 }, (_, index) => index + 1)
const MONTHS = Array.from({ length: 12 }, (_, index) => index + 1)

/** A birthday or anniversary in either calendar; the year may stay empty. */
export function ToldDateField({ value, onChange }: ToldDateFieldProps) {
  const { t } = useTranslation('profiles')
  const format = useFormat()
  const told = value && readToldDate(value.calendar, value.date)
  const [calendar, setCalendar] = useState<Calendar>(value?.calendar ?? format.calendar)
  const [day, setDay] = useState(told?.day ?? null)
  const [month, setMonth] = useState(told?.month ?? null)
  const [year, setYear] = useState(told?.year ? format.digits(String(told.year)) : '')
  const tell = (next: { calendar?: Calendar; day?: number; month?: number; year?: string }) => {
    const parts = { calendar, day, month, year, ...next }
    const typed = latinDigits(parts.year).trim()
    if (parts.day === null || parts.month === null) return onChange(null)
    const date = writeToldDate({ year: typed === '' ? null : Number(typed) || 0, month: parts.month, day: parts.day })
    onChange({ date, calendar: parts.calendar })
  }
  return (
    <div className="flex flex-col gap-2">
      <Segmented
        label={t('date.calendar')}
        value={calendar}
        onChange={(next) => (setCalendar(next), tell({ calendar: next }))}
        options={[
          { id: 'persian', label: t('date.persian') },
          { id: 'gregorian', label: t('date.gregorian') },
        ]}
      />
      <div className="grid grid-cols-[4.5rem_minmax(0,1fr)] gap-2">
        <Select
          label={t('date.day')}
          value={day === null ? null : String(day)}
          onChange={(next) => (setDay(Number(next)), tell({ day: Number(next) }))}
          options={DAYS.map((each) => ({ id: String(each), label: format.number(each) }))}
        />
        <Select
          label={t('date.month')}
          value={month === null ? null : String(month)}
          onChange={(next) => (setMonth(Number(next)), tell({ month: Number(next) }))}
          options={MONTHS.map((each) => ({ id: String(each), label: monthName(calendar, each, format.language, 'long') }))}
        />
      </div>
      <TextField
        label={t('date.year')}
        inputMode="numeric"
        maxLength={4}
        value={year}
        onChange={(next) => (setYear(next), tell({ year: next }))}
      />
    </div>
  )
}
