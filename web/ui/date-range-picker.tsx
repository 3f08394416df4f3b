import { CalendarDays, ChevronDown } from 'lucide-react'
import { useState } from 'react'
import {
  DateField as AriaDateField,
  Dialog,
  DialogTrigger,
  I18nProvider,
  Label,
  ListBox,
  ListBoxItem,
  Popover,
} from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import { type Calendar, dayOfIso } from '#pure/calendar'
import { formatDay } from '#pure/dates'
import { useFormat } from '#web/format.tsx'
import { Button } from '#web/ui/button.tsx'
import { RangeCalendar } from '#web/ui/calendar.tsx'
import { DateSegments } from '#web/ui/date-field.tsx'
import { type DayRange, type Preset, presetOf, presetRange, PRESETS } from '#web/ui/date-presets.ts'
import { dateOfIso, isoOfDate, localeOf } from '#web/ui/date-values.ts'
import { choiceLook, floatingLook } from '#web/ui/floating.ts'
import { Icon } from '#web/ui/icon.tsx'
import { useToday } from '#web/ui/use-today.ts'

interface DateRangePickerProps {
  readonly label: string
  readonly value: DayRange | null
  readonly onChange: (range: DayRange | null) => void
  /** The workspace's calendar unless told. */
  readonly calendar?: Calendar
}

/** A span of days: a common one by one press, or any by calendar or typing. */
export function DateRangePicker({ label, value, onChange, calendar: asked }: DateRangePickerProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const calendar = asked ?? format.calendar
  const today = useToday()
  const [isOpen, setOpen] = useState(false)
  const preset = presetOf(value, calendar, today)
  const words = useRangeWords(value, preset, calendar)
  const finish = (range: DayRange | null) => {
    onChange(range)
    setOpen(false)
  }
  return (
    <DialogTrigger isOpen={isOpen} onOpenChange={setOpen}>
      <Button aria-label={`${label}: ${words}`} icon={<Icon of={CalendarDays} className="size-4 text-ink-soft" />} className="font-normal">
        <bdi>{words}</bdi>
        <Icon of={ChevronDown} className="size-4 text-ink-soft" />
      </Button>
      <Popover placement="bottom start" className={`${floatingLook} max-w-[calc(100vw-1rem)] overflow-auto`}>
        <Dialog aria-label={label} className="flex flex-col outline-none sm:flex-row">
          <Presets
            chosen={value ? preset : 'any'}
            onChoose={(each) => finish(each === 'any' ? null : presetRange(each, calendar, today))}
          />
          <div className="flex flex-col gap-3 border-line p-3 max-sm:border-t sm:border-s">
            <TypedRange value={value} onChange={onChange} calendar={calendar} />
            <RangeCalendar label={t('picker.choose')} value={value} onChange={finish} calendar={calendar} />
          </div>
        </Dialog>
      </Popover>
    </DialogTrigger>
  )
}

type Choice = Preset | 'any'

const CHOICES: readonly Choice[] = ['any', ...PRESETS]

function Presets({ chosen, onChoose }: { readonly chosen: Choice | null; readonly onChoose: (choice: Choice) => void }) {
  const { t } = useTranslation()
  return (
    <ListBox
      aria-label={t('picker.presets')}
      selectionMode="single"
      selectedKeys={chosen ? [chosen] : []}
      onSelectionChange={(keys) => {
        const next = CHOICES.find((preset) => keys !== 'all' && keys.has(preset))
        if (next) onChoose(next)
      }}
      className="grid grid-cols-2 content-start gap-0.5 p-2 outline-none sm:flex sm:w-40 sm:flex-col"
    >
      {CHOICES.map((preset) => (
        <ListBoxItem
          key={preset}
          id={preset}
          className={`${choiceLook} cursor-pointer selected:bg-accent-soft selected:font-medium selected:text-accent-ink`}
        >
          {t(`picker.${preset}`)}
        </ListBoxItem>
      ))}
    </ListBox>
  )
}

interface TypedRangeProps {
  readonly value: DayRange | null
  readonly onChange: (range: DayRange) => void
  readonly calendar: Calendar
}

/** Both ends as fields; an end that passes the other moves it along. */
function TypedRange({ value, onChange, calendar }: TypedRangeProps) {
  const { t } = useTranslation()
  const from = (iso: string) => onChange({ from: iso, to: value && value.to >= iso ? value.to : iso })
  const to = (iso: string) => onChange({ from: value && value.from <= iso ? value.from : iso, to: iso })
  return (
    <div className="grid grid-cols-2 gap-2">
      <End label={t('picker.from')} iso={value?.from ?? null} onChange={from} calendar={calendar} />
      <End label={t('picker.to')} iso={value?.to ?? null} onChange={to} calendar={calendar} />
    </div>
  )
}

interface EndProps {
  readonly label: string
  readonly iso: string | null
  readonly onChange: (iso: string) => void
  readonly calendar: Calendar
}

function End({ label, iso, onChange, calendar }: EndProps) {
  const { language } = useFormat()
  return (
    <I18nProvider locale={localeOf(language, calendar)}>
      <AriaDateField
        value={dateOfIso(iso)}
        onChange={(date) => date && onChange(isoOfDate(date))}
        shouldForceLeadingZeros
        className="flex flex-col gap-1"
      >
        <Label className="text-xs font-medium text-ink-soft">{label}</Label>
        <DateSegments className="h-9 items-center rounded border border-line-strong px-2 text-sm rtl:justify-end" />
      </AriaDateField>
    </I18nProvider>
  )
}

/** "Last month", or both ends written out. */
function useRangeWords(value: DayRange | null, preset: Preset | null, calendar: Calendar): string {
  const { t } = useTranslation()
  const { language, digits } = useFormat()
  if (!value) return t('picker.any')
  if (preset) return t(`picker.${preset}`)
  const write = (iso: string) => digits(formatDay(dayOfIso(iso) ?? 0, { calendar, language }))
  return `${write(value.from)} – ${write(value.to)}`
}
