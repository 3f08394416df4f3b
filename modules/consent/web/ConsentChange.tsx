import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Dialog } from '#web/ui/dialog.tsx'
import { Form } from '#web/ui/form.tsx'
import { RadioGroup } from '#web/ui/radio-group.tsx'
import { SaveButton } from '#web/ui/save-button.tsx'
import { TextField } from '#web/ui/text-field.tsx'
import { toast } from '#web/ui/toast.tsx'
import type { ConsentCell } from '../api.ts'
import { useChangeOnBehalf } from './data.ts'

interface ConsentChangeProps {
  readonly customerId: string
  readonly purpose: string
  readonly name: string
  readonly cell: ConsentCell
  readonly onClose: () => void
}

/** Asks what a customer said, and how a colleague came to know it. */
export function ConsentChange({ customerId, purpose, name, cell, onClose }: ConsentChangeProps) {
  const { t } = useTranslation(['consent', 'web'])
  const change = useChangeOnBehalf(customerId)
  const [state, setState] = useState<'granted' | 'denied'>(cell.state === 'granted' ? 'denied' : 'granted')
  const [note, setNote] = useState('')
  const submit = () =>
    change.mutate(
      { purpose, channel: cell.channel, state, note },
      {
        onSuccess: () => {
          toast({ text: t('customer.changed'), tone: 'good' })
          onClose()
        },
      },
    )
  return (
    <Dialog isOpen onOpenChange={onClose} title={t('customer.change_title', { name, channel: t(`channel.${cell.channel}`) })}>
      <Form onSubmit={submit} failure={change.error} actions={<SaveButton isPending={change.isPending} />}>
        <RadioGroup
          label={t('customer.said')}
          value={state}
          onChange={setState}
          options={[
            { id: 'granted', label: t('customer.yes') },
            { id: 'denied', label: t('customer.no') },
          ]}
        />
        <TextField
          label={t('customer.note')}
          hint={t('customer.note_hint')}
          isRequired
          maxLength={500}
          rows={2}
          value={note}
          onChange={setNote}
        />
      </Form>
    </Dialog>
  )
}
