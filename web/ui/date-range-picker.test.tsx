import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import { I18nProvider } from 'react-aria-components'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Calendar } from '#pure/calendar'
import { dateParts, dayOfIso } from '#pure/calendar'
import { FormatProvider } from '#web/format.tsx'
import { startLanguage } from '#web/i18n.ts'
import { RangeCalendar } from './calendar.tsx'
import { DateRangePicker } from './date-range-picker.tsx'
import { dateOfIso, isoOfDate } from './date-values.ts'
import { PersianCalendar, toCalendar } from '@internationalized/date'

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-11-22T09:00:00Z') })
})
afterEach(() => {
  cleanup()
  vi.useRealTimers()
})

async function show(language: 'fa' | 'en', calendar: Calendar, children: React.ReactNode) {
  await startLanguage(language)
  const settings = { timeZone: 'Asia/Tehran', currency: 'IRR', moneyDisplay: 'toman' as const, calendar, weekStart: 6 }
  render(
    <I18nProvider locale={language === 'fa' ? 'fa-IR' : 'en-GB'}>
      <FormatProvider settings={settings}>{children}</FormatProvider>
    </I18nProvider>,
  )
}

test('«ماه گذشته» is Aban by the Persian calendar, and comes out as ISO days', async () => {
  const onChange = vi.fn()
  await show('fa', 'persian', <DateRangePicker label="بازه" value={null} onChange={onChange} />)
  fireEvent.click(screen.getByRole('button', { name: 'بازه: همهٔ زمان‌ها' }))
  fireEvent.click(screen.getByRole('option', { name: 'ماه گذشته' }))
  expect(onChange).toHaveBeenCalledWith({ from: '2026-10-23', to: '2026-11-21' })
})

test('"Last month" is October by the Gregorian calendar', async () => {
  const onChange = vi.fn()
  await show('en', 'gregorian', <DateRangePicker label="Span" value={null} onChange={onChange} />)
  fireEvent.click(screen.getByRole('button', { name: 'Span: Any time' }))
  fireEvent.click(screen.getByRole('option', { name: 'Last month' }))
  expect(onChange).toHaveBeenCalledWith({ from: '2026-10-01', to: '2026-10-31' })
})

test('A span of one’s own is written out in the calendar and digits of the reader', async () => {
  await show('fa', 'persian', <DateRangePicker label="بازه" value={{ from: '2011-12-01', to: '2011-12-09' }} onChange={() => {}} />)
  expect(screen.getByRole('button', { name: /۱۰ آذر ۱۳۹۰ – ۱۸ آذر ۱۳۹۰/ })).toBeTruthy()
})

test('The Persian month shows Persian days: Aban 1405 has thirty of them', async () => {
  await show('fa', 'persian', <RangeCalendar label="بازه" value={{ from: '2026-10-23', to: '2026-11-21' }} onChange={() => {}} />)
  expect(screen.getByText('آبان ۱۴۰۵')).toBeTruthy()
  const days = [...document.querySelectorAll('td [role=button]')].map((day) => day.textContent)
  expect(days.filter(Boolean)).toContain('۳۰')
  expect(days.filter(Boolean)).not.toContain('۳۱')
})

test('React Aria’s Persian calendar and ours agree on every day from 1380 to 1420', () => {
  const first = dayOfIso('2001-03-21') ?? 0
  for (let day = first; day < first + 40 * 365; day += 1) {
    const iso = new Date(day * 86_400_000).toISOString().slice(0, 10)
    const shown = toCalendar(dateOfIso(iso)!, new PersianCalendar())
    const { year, month, day: date } = dateParts('persian', day)
    expect([shown.year, shown.month, shown.day]).toEqual([year, month, date])
    expect(isoOfDate(shown)).toBe(iso)
  }
})
