import { Ellipsis } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { dayOfIso, isoOfDay } from '#pure/calendar'
import type { Holiday, HoursResponse } from '../../hours/api.ts'
import { failureText } from '#web/failure.ts'
import { useFormat } from '#web/format.tsx'
import { Badge } from '#web/ui/badge.tsx'
import { Button } from '#web/ui/button.tsx'
import { DateField } from '#web/ui/date-field.tsx'
import { Form } from '#web/ui/form.tsx'
import { IconButton } from '#web/ui/icon-button.tsx'
import { Menu } from '#web/ui/menu.tsx'
import { Notice } from '#web/ui/notice.tsx'
import { RadioGroup } from '#web/ui/radio-group.tsx'
import { Section } from '#web/ui/section.tsx'
import { TextField } from '#web/ui/text-field.tsx'
import { toast } from '#web/ui/toast.tsx'
import { useSaveDays } from './data.ts'
import { useHolidayName } from './use-holiday-name.ts'

interface HolidaysSectionProps {
  readonly hours: HoursResponse
  readonly mayChange: boolean
}

/** What comes, and a day of one's own. */
export function HolidaysSection({ hours: { holidays }, mayChange }: HolidaysSectionProps) {
  const { t } = useTranslation('workspaces-hours')
  return (
    <Section title={t('holidays.title')} text={t('holidays.text')}>
      <div className="flex flex-col gap-6">
        {holidays.length === 0 && <p className="text-sm text-ink-soft">{t('holidays.none')}</p>}
        <ul className="flex max-h-96 flex-col divide-y divide-line overflow-y-auto" tabIndex={holidays.length > 8 ? 0 : undefined}>
          {holidays.map((holiday, k) => (
            <HolidayLine key={`${holiday.day} ${holiday.source} ${holiday.name} ${k}`} holiday={holiday} mayChange={mayChange} />
          ))}
        </ul>
        {mayChange && <OwnDayForm />}
      </div>
    </Section>
  )
}

function HolidayLine({ holiday, mayChange }: { readonly holiday: Holiday; readonly mayChange: boolean }) {
  const { t } = useTranslation('workspaces-hours')
  const format = useFormat()
  const name = useHolidayName()(holiday)
  const save = useSaveDays()
  const done = { onSuccess: () => toast({ text: t('holidays.changed'), tone: 'good' as const }) }
  const { day, source, isClosed, isEstimated, from, till } = holiday
  const moved = (by: number) => isoOfDay((dayOfIso(day) ?? 0) + by)
  const move = (by: number) =>
    save.mutate(
      [
        { day, own: { closed: false, name } },
        { day: moved(by), own: { closed: true, name: name.slice(0, 100) } },
      ],
      done,
    )
  const official = [
    { id: 'later', label: t('holidays.move_later'), run: () => move(1) },
    { id: 'earlier', label: t('holidays.move_earlier'), run: () => move(-1) },
  ]
  const open = {
    id: 'work',
    label: t('holidays.work'),
    run: () => save.mutate([{ day, own: { closed: false, name: name.slice(0, 100) } }], done),
  }
  const forget = { id: 'forget', label: t('holidays.forget'), run: () => save.mutate([{ day, own: null }], done) }
  const choices = source === 'own' ? [forget] : source === 'iran' ? [open, ...official] : [open]
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-1 py-2 text-sm">
      <span className="shrink-0 sm:w-48">{format.day(day, 'long')}</span>
      <span className="min-w-0 grow basis-40">
        <bdi>{name}</bdi>
        {from !== null && till !== null && (
          <span className="figures text-ink-soft">
            {' '}
            {t('holidays.partly', { from: format.digits(from.slice(11)), till: format.digits(till.slice(11)) })}
          </span>
        )}
      </span>
      {isEstimated && <Badge tone="warn">{t('holidays.estimated')}</Badge>}
      {!isClosed && <Badge tone="good">{t('holidays.open')}</Badge>}
      <span className="flex items-center gap-2">
        <span className="text-xs text-ink-soft">{t(`holidays.source_${source}`)}</span>
        {mayChange && (
          <Menu
            label={t('holidays.actions', { name })}
            trigger={<IconButton icon={Ellipsis} label={t('holidays.actions', { name })} />}
            groups={[{ id: 'day', choices }]}
          />
        )}
      </span>
      {save.error && <Notice tone="bad">{failureText(save.error)}</Notice>}
    </li>
  )
}

function OwnDayForm() {
  const { t } = useTranslation('workspaces-hours')
  const [day, setDay] = useState<string | null>(null)
  const [kind, setKind] = useState<'closed' | 'open'>('closed')
  const [name, setName] = useState('')
  const save = useSaveDays()
  const submit = () => {
    if (day === null) return
    save.mutate([{ day, own: { closed: kind === 'closed', name } }], {
      onSuccess: () => {
        setDay(null)
        setName('')
        toast({ text: t('own.saved'), tone: 'good' })
      },
    })
  }
  return (
    <Form
      onSubmit={submit}
      failure={save.error}
      actions={
        <Button type="submit" isPending={save.isPending}>
          {t('own.save')}
        </Button>
      }
    >
      <h3 className="font-medium">{t('own.title')}</h3>
      <DateField label={t('own.day')} value={day} onChange={setDay} isRequired />
      <RadioGroup
        label={t('own.kind')}
        inline
        value={kind}
        onChange={setKind}
        options={[
          { id: 'closed', label: t('own.closed') },
          { id: 'open', label: t('own.open') },
        ]}
      />
      <TextField label={t('own.name')} hint={t('own.name_hint')} maxLength={100} value={name} onChange={setName} />
    </Form>
  )
}
