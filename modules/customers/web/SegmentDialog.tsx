import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '#web/format.tsx'
import { Button } from '#web/ui/button.tsx'
import { Dialog } from '#web/ui/dialog.tsx'
import { Form } from '#web/ui/form.tsx'
import { SaveButton } from '#web/ui/save-button.tsx'
import { TextField } from '#web/ui/text-field.tsx'
import { toast } from '#web/ui/toast.tsx'
import type { Condition } from '../api.ts'
import { useCount, useSaveSegment } from './data-list.ts'

interface SegmentDialogProps {
  readonly condition: Condition
  readonly onClose: () => void
  readonly onSaved: (id: string) => void
}

/** Keeps the filter of the list as a segment. */
export function SegmentDialog({ condition, onClose, onSaved }: SegmentDialogProps) {
  const { t } = useTranslation(['customers', 'web'])
  const format = useFormat()
  const [name, setName] = useState('')
  const [description, setDescription] = useState('')
  const [customers] = useState({ wanted: { filter: condition }, except: [] })
  const count = useCount(customers).data?.total
  const save = useSaveSegment()
  const submit = () =>
    save.mutate(
      { id: null, name, description, condition },
      {
        onSuccess: (id) => {
          toast({ text: t('segment.saved', { name }) })
          onClose()
          onSaved(id)
        },
      },
    )
  return (
    <Dialog isOpen onOpenChange={onClose} title={t('segment.save')}>
      <Form
        onSubmit={submit}
        failure={save.error}
        actions={
          <>
            <Button onPress={onClose}>{t('web:actions.cancel')}</Button>
            <SaveButton isPending={save.isPending} />
          </>
        }
      >
        <p className="text-ink-soft">
          {count === undefined ? t('bulk.counting') : t('segment.now', { count, number: format.number(count) })}
        </p>
        <TextField label={t('segment.name')} value={name} onChange={setName} isRequired maxLength={100} autoFocus />
        <TextField label={t('segment.description')} value={description} onChange={setDescription} rows={2} maxLength={1000} />
      </Form>
    </Dialog>
  )
}
