import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '#web/ui/button.tsx'
import { Dialog } from '#web/ui/dialog.tsx'
import { Form } from '#web/ui/form.tsx'
import { SaveButton } from '#web/ui/save-button.tsx'
import { TextField } from '#web/ui/text-field.tsx'
import type { SegmentResponse } from '../api.ts'
import { useChangeSegment } from './data.ts'

/** Name and description of a segment; its rule is changed in the list of its customers. */
export function SegmentForm({ segment, onClose }: { readonly segment: SegmentResponse; readonly onClose: () => void }) {
  const { t } = useTranslation(['segments', 'web'])
  const [name, setName] = useState(segment.name)
  const [description, setDescription] = useState(segment.description)
  const change = useChangeSegment()
  return (
    <Dialog isOpen onOpenChange={onClose} title={t('words')}>
      <Form
        onSubmit={() => change.mutate({ id: segment.id, name, description, condition: segment.condition }, { onSuccess: onClose })}
        failure={change.error}
        actions={
          <>
            <Button onPress={onClose}>{t('web:actions.cancel')}</Button>
            <SaveButton isPending={change.isPending} />
          </>
        }
      >
        <TextField label={t('name')} value={name} onChange={setName} isRequired maxLength={100} autoFocus />
        <TextField label={t('description')} value={description} onChange={setDescription} rows={3} maxLength={1000} />
      </Form>
    </Dialog>
  )
}
