import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCan } from '#web/session.tsx'
import { Button } from '#web/ui/button.tsx'
import { Dialog } from '#web/ui/dialog.tsx'
import { Form } from '#web/ui/form.tsx'
import { NumberField } from '#web/ui/number-field.tsx'
import { SaveButton } from '#web/ui/save-button.tsx'
import { toast } from '#web/ui/toast.tsx'
import { useAuditSettings, useSaveAuditSettings } from './data.ts'

/** How long entries stay, and where that is changed by those who may. */
export function KeepLine() {
  const { t } = useTranslation('audit')
  const can = useCan()
  const days = useAuditSettings().data?.keepDays
  const [isOpen, setOpen] = useState(false)
  if (days === undefined) return <p className="min-h-8" />
  return (
    <div className="flex min-h-8 flex-wrap items-center gap-x-3 gap-y-1 text-sm text-ink-soft">
      <p>
        {t('keep.text', { count: days })} {t('keep.fixed')}
      </p>
      {can('privacy:configure') && (
        <Button look="quiet" size="sm" onPress={() => setOpen(true)}>
          {t('keep.change')}
        </Button>
      )}
      {isOpen && <KeepDialog days={days} onClose={() => setOpen(false)} />}
    </div>
  )
}

function KeepDialog({ days: before, onClose }: { readonly days: number; readonly onClose: () => void }) {
  const { t } = useTranslation('audit')
  const save = useSaveAuditSettings()
  const [days, setDays] = useState(before)
  const saved = () => {
    toast({ text: t('saved'), tone: 'good' })
    onClose()
  }
  return (
    <Dialog isOpen onOpenChange={onClose} title={t('keep.title')}>
      <Form
        onSubmit={() => save.mutate({ keepDays: days }, { onSuccess: saved })}
        failure={save.error}
        actions={<SaveButton isPending={save.isPending} />}
      >
        <NumberField label={t('keep.days')} hint={t('keep.hint')} minValue={30} maxValue={36_500} value={days} onChange={setDays} />
      </Form>
    </Dialog>
  )
}
