import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '#web/format.tsx'
import { useCan } from '#web/session.tsx'
import { Form } from '#web/ui/form.tsx'
import { NumberField } from '#web/ui/number-field.tsx'
import { SaveButton } from '#web/ui/save-button.tsx'
import { Section } from '#web/ui/section.tsx'
import { Select } from '#web/ui/select.tsx'
import { Switch } from '#web/ui/switch.tsx'
import { toast } from '#web/ui/toast.tsx'
import type { BackupsResponse, ScheduleBody } from '../../backups/api.ts'
import { useSaveSchedule } from './data.ts'

const EVERY = 30
const KEPT = [
  { name: 'keepDaily', word: 'daily', least: 1 },
  { name: 'keepWeekly', word: 'weekly', least: 0 },
  { name: 'keepMonthly', word: 'monthly', least: 0 },
] as const

/** When backups are made by themselves, and how many stay. */
export function ScheduleSection({ of: { schedule: before, timeZone } }: { readonly of: BackupsResponse }) {
  const { t } = useTranslation('operations-backups')
  const format = useFormat()
  const can = useCan()
  const save = useSaveSchedule()
  const [schedule, setSchedule] = useState(before)
  const change = (part: Partial<ScheduleBody>) => setSchedule({ ...schedule, ...part })
  const timeText = (minute: number) =>
    format.digits(`${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`)
  const minutes = [...new Set([...Array.from({ length: 48 }, (_, i) => i * EVERY), schedule.minute])].toSorted((a, b) => a - b)
  const times = minutes.map((minute) => ({ id: String(minute), label: timeText(minute) }))
  return (
    <Section title={t('schedule.title')} text={t('schedule.text')}>
      <Form
        onSubmit={() => save.mutate(schedule, { onSuccess: () => toast({ text: t('schedule.saved'), tone: 'good' }) })}
        failure={save.error}
        actions={can('operations:run') && <SaveButton isPending={save.isPending} />}
      >
        <Switch isSelected={schedule.isOn} onChange={(isOn) => change({ isOn })}>
          {t('schedule.on')}
        </Switch>
        {schedule.isOn && (
          <>
            <Select
              label={t('schedule.time')}
              hint={t('schedule.zone', { zone: timeZone })}
              value={String(schedule.minute)}
              onChange={(minute) => change({ minute: Number(minute) })}
              options={times}
            />
            <div className="flex flex-wrap gap-x-6 gap-y-4">
              {KEPT.map(({ name, word, least }) => (
                <NumberField
                  key={name}
                  label={t(`schedule.${word}`)}
                  minValue={least}
                  maxValue={60}
                  value={schedule[name]}
                  onChange={(kept) => change({ [name]: kept })}
                />
              ))}
            </div>
          </>
        )}
      </Form>
    </Section>
  )
}
