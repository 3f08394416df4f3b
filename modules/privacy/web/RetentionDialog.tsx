import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Dialog } from '#web/ui/dialog.tsx'
import { Form } from '#web/ui/form.tsx'
import { NumberField } from '#web/ui/number-field.tsx'
import { RadioGroup } from '#web/ui/radio-group.tsx'
import { SaveButton } from '#web/ui/save-button.tsx'
import { toast } from '#web/ui/toast.tsx'
import type { RetentionRow } from '../api.ts'
import { useSaveRetention } from './data.ts'
import { kindText } from './kind-text.ts'

/** Asks how long a kind of data is kept. */
export function RetentionDialog({ row, onClose }: { readonly row: RetentionRow; readonly onClose: () => void }) {
  const { t } = useTranslation(['privacy', 'web'])
  const save = useSaveRetention()
  const [keeps, setKeeps] = useState<'days' | 'forever'>(row.days === null ? 'forever' : 'days')
  const [days, setDays] = useState(row.days ?? row.defaultDays ?? 365)
  const submit = () =>
    save.mutate(
      { kind: row.kind, days: keeps === 'forever' ? null : days },
      {
        onSuccess: () => {
          toast({ text: t('saved'), tone: 'good' })
          onClose()
        },
      },
    )
  return (
    <Dialog isOpen onOpenChange={onClose} title={kindText(t, row.kind)}>
      <Form onSubmit={submit} failure={save.error} actions={<SaveButton isPending={save.isPending} />}>
        <RadioGroup
          label={t('retention.kept')}
          value={keeps}
          onChange={setKeeps}
          options={[
            { id: 'days', label: t('retention.for_days') },
            { id: 'forever', label: t('retention.forever') },
          ]}
        />
        {keeps === 'days' && (
          <NumberField
            label={t('retention.number')}
            hint={t('retention.hint')}
            minValue={1}
            maxValue={36_500}
            value={days}
            onChange={setDays}
          />
        )}
      </Form>
    </Dialog>
  )
}
