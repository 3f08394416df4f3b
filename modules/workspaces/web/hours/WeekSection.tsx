import { Copy, Plus, X } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { HoursResponse } from '../../hours/api.ts'
import { useSession } from '#web/session.tsx'
import { languageNow } from '#web/i18n.ts'
import { Form } from '#web/ui/form.tsx'
import { IconButton } from '#web/ui/icon-button.tsx'
import { Menu } from '#web/ui/menu.tsx'
import { SaveButton } from '#web/ui/save-button.tsx'
import { Section } from '#web/ui/section.tsx'
import { Switch } from '#web/ui/switch.tsx'
import { TextField } from '#web/ui/text-field.tsx'
import { toast } from '#web/ui/toast.tsx'
import { weekDayChoices } from '../choices.ts'
import { useSaveHours } from './data.ts'
import { closingOf, minutesOf, timeText } from './times.ts'

type Span = HoursResponse['week'][number]

interface WeekSectionProps {
  readonly hours: HoursResponse
  readonly mayChange: boolean
}

/** The week, day by day in the shop's order: any number of openings each, and one day's copied to others. */
export function WeekSection({ hours, mayChange }: WeekSectionProps) {
  const { t } = useTranslation('workspaces-hours')
  const { timeZone, weekStart } = useSession().workspace
  const [week, setWeek] = useState<readonly Span[]>(hours.week)
  const [iranian, setIranian] = useState(hours.iranian)
  const save = useSaveHours()
  const names = new Map(weekDayChoices(languageNow()).map(({ id, label }) => [Number(id), label]))
  const days = Array.from({ length: 7 }, (_, k) => ((weekStart - 1 + k) % 7) + 1)
  const submit = () => save.mutate({ week: [...week], iranian }, { onSuccess: () => toast({ text: t('week.saved'), tone: 'good' }) })
  const copy = (from: number, to: readonly number[]) => {
    const spans = week.filter(({ day }) => day === from)
    setWeek([...week.filter(({ day }) => !to.includes(day)), ...to.flatMap((day) => spans.map((span) => ({ ...span, day })))])
  }
  return (
    <Section title={t('week.title')} text={t('week.text', { zone: timeZone })}>
      <Form onSubmit={submit} failure={save.error} actions={mayChange && <SaveButton isPending={save.isPending} />}>
        <ul className="flex flex-col divide-y divide-line">
          {days.map((day) => (
            <DayLine
              key={day}
              name={names.get(day) ?? ''}
              spans={week.filter((span) => span.day === day)}
              mayChange={mayChange}
              onChange={(spans) => setWeek([...week.filter((span) => span.day !== day), ...spans.map((span) => ({ ...span, day }))])}
              onCopy={(all) => copy(day, all ? days.filter((each) => each !== day) : otherWorkdays(week, day))}
            />
          ))}
        </ul>
        <div className="flex flex-col gap-1">
          <Switch isSelected={iranian} onChange={setIranian} isDisabled={!mayChange}>
            {t('week.iranian')}
          </Switch>
          <p className="max-w-prose text-sm text-ink-soft">{t('week.iranian_hint')}</p>
        </div>
      </Form>
    </Section>
  )
}

function otherWorkdays(week: readonly Span[], day: number): number[] {
  return [...new Set(week.map((span) => span.day))].filter((each) => each !== day)
}

interface DayLineProps {
  readonly name: string
  readonly spans: readonly Span[]
  readonly mayChange: boolean
  readonly onChange: (spans: readonly Omit<Span, 'day'>[]) => void
  readonly onCopy: (toAll: boolean) => void
}

function DayLine({ name, spans, mayChange, onChange, onCopy }: DayLineProps) {
  const { t } = useTranslation('workspaces-hours')
  const last = spans.at(-1)
  const next = last ? { opens: Math.min(closingOf(0, last.closes) % 1440, 1380), closes: 1440 } : { opens: 540, closes: 1080 }
  return (
    <li className="flex flex-wrap items-start gap-x-4 gap-y-2 py-3">
      <span className="w-24 pt-2 text-sm font-medium">{name}</span>
      <div className="flex min-w-0 grow flex-col gap-2">
        {spans.length === 0 && <span className="pt-2 text-sm text-ink-soft">{t('week.closed')}</span>}
        {spans.map((span, k) => (
          <SpanFields
            // Openings have no name but their place.
            key={k}
            day={name}
            span={span}
            mayChange={mayChange}
            onChange={(changed) => onChange(spans.map((each, at) => (at === k ? changed : each)))}
            onRemove={() => onChange(spans.filter((_, at) => at !== k))}
          />
        ))}
      </div>
      {mayChange && (
        <div className="flex gap-1">
          <IconButton icon={Plus} label={t('week.add_for', { day: name })} onPress={() => onChange([...spans, next])} />
          <Menu
            label={t('week.copy', { day: name })}
            trigger={<IconButton icon={Copy} label={t('week.copy', { day: name })} />}
            groups={[
              {
                id: 'copy',
                choices: [
                  { id: 'all', label: t('week.copy_all'), run: () => onCopy(true) },
                  { id: 'workdays', label: t('week.copy_workdays'), run: () => onCopy(false) },
                ],
              },
            ]}
          />
        </div>
      )}
    </li>
  )
}

interface SpanFieldsProps {
  readonly day: string
  readonly span: Omit<Span, 'day'>
  readonly mayChange: boolean
  readonly onChange: (span: Omit<Span, 'day'>) => void
  readonly onRemove: () => void
}

function SpanFields({ day, span: { opens, closes }, mayChange, onChange, onRemove }: SpanFieldsProps) {
  const { t } = useTranslation('workspaces-hours')
  const begin = (text: string) => {
    const minutes = minutesOf(text)
    if (minutes !== null) onChange({ opens: minutes, closes: closingOf(minutes, closes % 1440) })
  }
  const end = (text: string) => {
    const minutes = minutesOf(text)
    if (minutes !== null) onChange({ opens, closes: closingOf(opens, minutes) })
  }
  return (
    <div className="flex flex-wrap items-center gap-2">
      <TextField
        label={t('week.opens', { day })}
        labelHidden
        type="time"
        ltr
        isRequired
        isDisabled={!mayChange}
        value={timeText(opens)}
        onChange={begin}
        className="w-32"
      />
      <span aria-hidden>–</span>
      <TextField
        label={t('week.closes', { day })}
        labelHidden
        type="time"
        ltr
        isRequired
        isDisabled={!mayChange}
        value={timeText(closes % 1440)}
        onChange={end}
        className="w-32"
      />
      {mayChange && <IconButton icon={X} label={t('week.remove', { day })} onPress={onRemove} />}
      {closes > 1440 && <span className="text-xs text-ink-soft">{t('week.next_day')}</span>}
    </div>
  )
}
