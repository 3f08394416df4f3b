import { CalendarDays } from 'lucide-react'
import {
  Button,
  DateInput,
  DatePicker,
  DateSegment,
  Dialog,
  Calendar as AriaCalendar,
  Group,
  I18nProvider,
  Popover,
} from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { Calendar } from '#pure/calendar'
import { useFormat } from '#web/format.tsx'
import { MonthOfCalendar } from '#web/ui/calendar.tsx'
import { classes } from '#web/ui/classes.ts'
import { dateOfIso, firstDayOfWeek, isoOfDate, localeOf } from '#web/ui/date-values.ts'
import { FieldError, FieldLabel, type FieldWords, inputLook } from '#web/ui/field-parts.tsx'
import { floatingLook } from '#web/ui/floating.ts'
import { Icon } from '#web/ui/icon.tsx'

interface DateFieldProps extends FieldWords {
  /** An ISO day such as 2011-12-09. */
  readonly value: string | null
  readonly onChange: (iso: string | null) => void
  /** The workspace's calendar unless told. */
  readonly calendar?: Calendar
  readonly isRequired?: boolean
  readonly isDisabled?: boolean
}

/** A day, typed part by part or chosen from a month; Persian and Latin digits count alike. */
export function DateField({
  label,
  hint,
  error,
  labelHidden,
  className,
  value,
  onChange,
  calendar,
  isRequired,
  isDisabled,
}: DateFieldProps) {
  const { t } = useTranslation()
  const format = useFormat()
  return (
    <I18nProvider locale={localeOf(format.language, calendar ?? format.calendar)}>
      <DatePicker
        value={dateOfIso(value)}
        onChange={(date) => onChange(date ? isoOfDate(date) : null)}
        isRequired={isRequired}
        isDisabled={isDisabled}
        isInvalid={error ? true : undefined}
        shouldForceLeadingZeros
        firstDayOfWeek={firstDayOfWeek(format.weekStart)}
        className={classes('flex flex-col gap-1.5', className)}
      >
        <FieldLabel label={label} hint={hint} labelHidden={labelHidden} />
        <Group className={classes(inputLook, 'flex items-center gap-1 pe-1 data-focus-within:border-focus')}>
          <DateSegments className="grow rtl:justify-end" />
          <Button aria-label={t('picker.open')} className="grid size-8 shrink-0 place-items-center rounded text-ink-soft hovered:bg-hover">
            <Icon of={CalendarDays} className="size-4.5" />
          </Button>
        </Group>
        <FieldError error={error} />
        <Popover className={`${floatingLook} p-3`}>
          <Dialog aria-label={t('picker.open')} className="outline-none">
            <AriaCalendar>
              <MonthOfCalendar />
            </AriaCalendar>
          </Dialog>
        </Popover>
      </DatePicker>
    </I18nProvider>
  )
}

/** The parts of a date, left to right in both languages as dates are written; the era goes without saying. */
export function DateSegments({ className }: { readonly className?: string }) {
  return (
    <div dir="ltr" className={classes('figures flex', className)}>
      <DateInput className="flex">
        {(segment) =>
          segment.type === 'era' ? (
            <></>
          ) : (
            <DateSegment
              segment={segment}
              className="rounded px-0.5 outline-none data-placeholder:text-ink-soft focused:bg-accent focused:text-on-accent"
            />
          )
        }
      </DateInput>
    </div>
  )
}
