import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCan } from '#web/session.tsx'
import { Button } from '#web/ui/button.tsx'
import { Dialog } from '#web/ui/dialog.tsx'
import { Form } from '#web/ui/form.tsx'
import { SaveButton } from '#web/ui/save-button.tsx'
import { Switch } from '#web/ui/switch.tsx'
import { TextField } from '#web/ui/text-field.tsx'
import type { KeptList, ViewResponse } from '../api-list.ts'
import { useSaveView } from './data-list.ts'

interface ViewDialogProps {
  /** The view that gets another name or audience; null for a new one. */
  readonly before: ViewResponse | null
  readonly list: KeptList
  readonly onClose: () => void
  readonly onSaved: (view: ViewResponse) => void
}

/** Names a list, and says who sees it. */
export function ViewDialog({ before, list, onClose, onSaved }: ViewDialogProps) {
  const { t } = useTranslation(['customers', 'web'])
  const can = useCan()
  const [name, setName] = useState(before?.name ?? '')
  const [isShared, setShared] = useState(before?.isShared ?? false)
  const save = useSaveView()
  const kept = before?.list ?? list
  const submit = () =>
    save.mutate(
      { id: before?.id ?? null, name, isShared, list: kept },
      {
        onSuccess: (id) => {
          onClose()
          onSaved({ id, name: name.trim(), isShared, list: kept })
        },
      },
    )
  return (
    <Dialog isOpen onOpenChange={onClose} title={t(before ? 'views.change' : 'views.keep')}>
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
        <TextField label={t('views.name')} value={name} onChange={setName} isRequired maxLength={100} autoFocus />
        {can('customers:write') && (
          <Switch isSelected={isShared} onChange={setShared}>
            {t('views.forAll')}
          </Switch>
        )}
      </Form>
    </Dialog>
  )
}
