import { useTranslation } from 'react-i18next'
import type { Calendar } from '#pure/calendar'
import { PERIODS, readPeriod } from '#pure/periods'
import { useFormat } from '#web/format.tsx'
import { Select } from '#web/ui/select.tsx'

interface PeriodPickerProps {
  readonly value: string | null
  readonly onChange: (value: string) => void
}

/** Days that move with today: of the shop's calendar, or of the other one. */
export function PeriodPicker({ value, onChange }: PeriodPickerProps) {
  const { t } = useTranslation('conditions')
  const { shopCalendar: calendar, calendar: read } = useFormat()
  const other: Calendar = calendar === 'persian' ? 'gregorian' : 'persian'
  const wordsOf = (of: Calendar, id: (typeof PERIODS)[number]) =>
    of === read ? t(`period.${id}`) : t('ofCalendar', { period: t(`period.${id}`), calendar: t(`calendar.${of}`) })
  const named: { readonly id: string; readonly label: string }[] = PERIODS.map((id) => ({ id, label: wordsOf(calendar, id) }))
  const others = PERIODS.filter((id) => /month|year/.test(id) && !id.startsWith('next')).map((id) => ({
    id: `${other}:${id}`,
    label: wordsOf(other, id),
  }))
  const all = [...named, ...others]
  const own = value !== null && readPeriod(value)
  const shown = own && own.calendar === calendar ? own.period : value
  return <Select label={t('periodLabel')} value={shown} onChange={onChange} options={all} className="min-w-48" />
}
