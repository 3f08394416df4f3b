import { House, Upload } from 'lucide-react'
import { useState } from 'react'
import { useToday } from '#web/ui/use-today.ts'
import { isoOfDay } from '#pure/calendar'
import { KitRow, KitSection, useWord } from '#web/kit/kit-section.tsx'
import { Button } from '#web/ui/button.tsx'
import { Calendar, RangeCalendar } from '#web/ui/calendar.tsx'
import { ComboBox } from '#web/ui/combobox.tsx'
import { CommandPalette } from '#web/ui/command-palette.tsx'
import { DateField } from '#web/ui/date-field.tsx'
import { DateRangePicker } from '#web/ui/date-range-picker.tsx'
import { type DayRange, presetRange } from '#web/ui/date-presets.ts'
import { FileDrop } from '#web/ui/file-drop.tsx'
import { Segmented } from '#web/ui/segmented.tsx'

/** Dates in both calendars, choices, files and the command palette. */
export function KitPickers() {
  const word = useWord()
  const today = useToday()
  const [day, setDay] = useState<string | null>(isoOfDay(today))
  const [range, setRange] = useState<DayRange | null>(presetRange('lastMonth', 'persian', today))
  const [kind, setKind] = useState<'month' | 'quarter' | 'year'>('month')
  return (
    <KitSection title={word('انتخاب‌گرها', 'Pickers')}>
      <KitRow>
        <Segmented
          label={word('دوره', 'Period')}
          value={kind}
          onChange={setKind}
          options={[
            { id: 'month', label: word('ماه', 'Month') },
            { id: 'quarter', label: word('فصل', 'Quarter') },
            { id: 'year', label: word('سال', 'Year') },
          ]}
        />
        <DateRangePicker label={word('بازه', 'Span')} value={range} onChange={setRange} calendar="persian" />
        <DateRangePicker label={word('بازهٔ میلادی', 'Gregorian span')} value={range} onChange={setRange} calendar="gregorian" />
        <Palette />
      </KitRow>
      <KitRow>
        <DateField label={word('روز (شمسی)', 'Day (Persian)')} value={day} onChange={setDay} calendar="persian" className="w-52" />
        <DateField label={word('روز (میلادی)', 'Day (Gregorian)')} value={day} onChange={setDay} calendar="gregorian" className="w-52" />
        <Cities />
      </KitRow>
      <KitRow>
        <Calendar label={word('روز', 'Day')} value={day} onChange={setDay} calendar="persian" />
        <RangeCalendar label={word('بازه', 'Span')} value={range} onChange={setRange} calendar="gregorian" />
      </KitRow>
      <Drop />
    </KitSection>
  )
}

function Cities() {
  const word = useWord()
  const [city, setCity] = useState<string | null>('thr')
  const options = [
    { id: 'thr', label: word('تهران', 'Tehran') },
    { id: 'ifn', label: word('اصفهان', 'Isfahan') },
    { id: 'krj', label: word('کرج', 'Karaj'), hint: word('البرز', 'Alborz') },
    { id: 'syz', label: word('شیراز', 'Shiraz') },
    { id: 'ksh', label: word('کرمانشاه', 'Kermanshah') },
  ]
  return <ComboBox label={word('شهر', 'City')} value={city} onChange={setCity} options={options} className="w-56" />
}

function Drop() {
  const word = useWord()
  const [file, setFile] = useState<File | null>(null)
  return (
    <FileDrop
      label={word('سفارش‌های فروشگاه‌تان را بیاورید', 'Bring your shop’s orders')}
      hint={word('خروجی هر فروشگاه‌ساز یا حسابداری', 'An export of any shop or bookkeeping program')}
      accept={['.csv', '.csv.gz', '.xlsx', '.zip']}
      maxBytes={2e9}
      file={file}
      onFile={setFile}
    />
  )
}

function Palette() {
  const word = useWord()
  const [isOpen, setOpen] = useState(false)
  const pages = word('صفحه‌ها', 'Pages')
  const entries = [
    { id: 'today', group: pages, label: word('امروز', 'Today'), icon: House, href: '#today' },
    { id: 'import', group: word('کارها', 'Actions'), label: word('ورود سفارش‌ها', 'Import orders'), icon: Upload, run: () => {} },
  ]
  const search = async (text: string) => [
    {
      id: 'found',
      group: word('مشتری‌ها', 'Customers'),
      label: `${text} ${word('محمدی', 'Smith')}`,
      hint: '+98 912 345 6789',
      href: '#found',
    },
  ]
  return (
    <>
      <Button onPress={() => setOpen(true)}>{word('جست‌وجو و فرمان‌ها', 'Search and commands')}</Button>
      <CommandPalette isOpen={isOpen} onOpenChange={setOpen} entries={entries} search={search} />
    </>
  )
}
