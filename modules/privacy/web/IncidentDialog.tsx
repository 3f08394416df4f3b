import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '#web/ui/button.tsx'
import { DateField } from '#web/ui/date-field.tsx'
import { Dialog } from '#web/ui/dialog.tsx'
import { Form } from '#web/ui/form.tsx'
import { Notice } from '#web/ui/notice.tsx'
import { TextField } from '#web/ui/text-field.tsx'
import { toast } from '#web/ui/toast.tsx'
import type { Affected } from '../api.ts'
import { AffectedChoice } from './AffectedChoice.tsx'
import { useAffected, useTellIncident } from './data.ts'

interface IncidentDialogProps {
  /** Those chosen in the list of customers, from where one came. */
  readonly chosen: Affected | null
  readonly onClose: () => void
}

/** Writes the notice and chooses whom it reaches; says how many before anything is sent. */
export function IncidentDialog({ chosen, onClose }: IncidentDialogProps) {
  const { t } = useTranslation('privacy')
  const count = useAffected()
  const tell = useTellIncident()
  const [draft, setDraft] = useState({ title: '', textFa: '', textEn: '' })
  const [affected, setAffected] = useState(chosen)
  const [happenedAt, setHappenedAt] = useState<string | null>(null)
  const put = (part: Partial<typeof draft>) => {
    setDraft((before) => ({ ...before, ...part }))
    count.reset()
  }
  const submit = () => {
    if (!affected || happenedAt === null) return
    if (!count.data) return count.mutate(affected)
    const { title, textFa, textEn } = draft
    tell.mutate(
      { title, textFa, textEn, happenedAt, affected },
      {
        onSuccess: () => {
          toast({ text: t('incidents.told'), tone: 'good' })
          onClose()
        },
      },
    )
  }
  return (
    <Dialog isOpen wide onOpenChange={onClose} title={t('incidents.tell')}>
      <Form
        onSubmit={submit}
        failure={tell.error ?? count.error}
        actions={
          <Button type="submit" look={count.data ? 'danger' : 'primary'} isPending={count.isPending || tell.isPending}>
            {count.data ? t('incidents.tell_now', { count: count.data.customers }) : t('incidents.count')}
          </Button>
        }
      >
        <TextField
          label={t('incidents.what')}
          hint={t('incidents.what_hint')}
          isRequired
          maxLength={200}
          value={draft.title}
          onChange={(title) => put({ title })}
        />
        <DateField label={t('incidents.when')} isRequired value={happenedAt} onChange={setHappenedAt} />
        <TextField
          label={t('incidents.text_fa')}
          hint={t('incidents.text_hint')}
          isRequired
          minLength={20}
          maxLength={5000}
          rows={4}
          value={draft.textFa}
          onChange={(textFa) => put({ textFa })}
        />
        <TextField
          label={t('incidents.text_en')}
          isRequired
          minLength={20}
          maxLength={5000}
          rows={4}
          value={draft.textEn}
          onChange={(textEn) => put({ textEn })}
        />
        <AffectedChoice
          chosen={chosen}
          onChange={(next) => {
            setAffected(next)
            count.reset()
          }}
        />
        {count.data && (
          <Notice tone="warn">
            {t('incidents.reach', { customers: count.data.customers, byEmail: count.data.byEmail, byHand: count.data.byHand })}
          </Notice>
        )}
      </Form>
    </Dialog>
  )
}
