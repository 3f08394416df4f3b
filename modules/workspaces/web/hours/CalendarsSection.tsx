import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { HoursResponse } from '../../hours/api.ts'
import { failureText } from '#web/failure.ts'
import { useFormat } from '#web/format.tsx'
import { Button } from '#web/ui/button.tsx'
import { Dialog } from '#web/ui/dialog.tsx'
import { FileDrop } from '#web/ui/file-drop.tsx'
import { Form } from '#web/ui/form.tsx'
import { Notice } from '#web/ui/notice.tsx'
import { Section } from '#web/ui/section.tsx'
import { TextField } from '#web/ui/text-field.tsx'
import { toast } from '#web/ui/toast.tsx'
import { useRemoveCalendar, useSaveCalendar } from './data.ts'

type Calendar = HoursResponse['calendars'][number]

interface CalendarsSectionProps {
  readonly hours: HoursResponse
  readonly mayChange: boolean
}

/** Files of holidays, under names. */
export function CalendarsSection({ hours: { calendars }, mayChange }: CalendarsSectionProps) {
  const { t } = useTranslation('workspaces-hours')
  /** The calendar in whose place a file comes, or a new one. */
  const [open, setOpen] = useState<Calendar | 'new' | null>(null)
  const remove = useRemoveCalendar()
  const format = useFormat()
  const title = t(open === 'new' ? 'calendars.add' : 'calendars.replace')
  return (
    <Section
      title={t('calendars.title')}
      text={t('calendars.text')}
      actions={mayChange && <Button onPress={() => setOpen('new')}>{t('calendars.add')}</Button>}
    >
      {remove.error && <Notice tone="bad">{failureText(remove.error)}</Notice>}
      {calendars.length === 0 && <p className="text-sm text-ink-soft">{t('calendars.none')}</p>}
      <ul className="flex flex-col divide-y divide-line">
        {calendars.map((calendar) => (
          <li key={calendar.id} className="flex flex-wrap items-center gap-x-4 gap-y-2 py-3">
            <div className="min-w-0 grow">
              <bdi className="font-medium">{calendar.name}</bdi>
              <p className="text-sm text-ink-soft">
                {t('calendars.count', { count: calendar.closures, until: format.day(calendar.knownUntil) })}
              </p>
            </div>
            {mayChange && (
              <>
                <Button size="sm" onPress={() => setOpen(calendar)}>
                  {t('calendars.replace')}
                </Button>
                <Button
                  size="sm"
                  look="quiet"
                  onPress={() => remove.mutate(calendar.id, { onSuccess: () => toast({ text: t('calendars.removed') }) })}
                >
                  {t('calendars.remove')}
                </Button>
              </>
            )}
          </li>
        ))}
      </ul>
      <Dialog isOpen={open !== null} onOpenChange={() => setOpen(null)} title={title}>
        {open !== null && <CalendarForm of={open === 'new' ? null : open} onDone={() => setOpen(null)} />}
      </Dialog>
    </Section>
  )
}

const MOST_BYTES = 1024 * 1024

function CalendarForm({ of, onDone }: { readonly of: Calendar | null; readonly onDone: () => void }) {
  const { t } = useTranslation(['workspaces-hours', 'web'])
  const [name, setName] = useState(of?.name ?? '')
  const [file, setFile] = useState<File | null>(null)
  const [text, setText] = useState('')
  const save = useSaveCalendar()
  const submit = () =>
    save.mutate(
      { file: file ?? new File([text], 'pasted.ics', { type: 'text/calendar' }), name, replaces: of?.id ?? '' },
      {
        onSuccess: () => {
          onDone()
          toast({ text: t('calendars.saved'), tone: 'good' })
        },
      },
    )
  return (
    <Form
      onSubmit={submit}
      failure={save.error}
      actions={
        <>
          <Button onPress={onDone}>{t('web:actions.cancel')}</Button>
          <Button look="primary" type="submit" isPending={save.isPending}>
            {t('calendars.save')}
          </Button>
        </>
      }
    >
      <TextField label={t('calendars.name')} isRequired maxLength={100} value={name} onChange={setName} />
      <FileDrop
        label={t('calendars.file')}
        hint={t('calendars.file_hint')}
        accept={['.ics', '.ical']}
        maxBytes={MOST_BYTES}
        file={file}
        onFile={setFile}
        isBusy={save.isPending}
      />
      {!file && <TextField label={t('calendars.paste')} ltr rows={4} value={text} onChange={setText} />}
    </Form>
  )
}
