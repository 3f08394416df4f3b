import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { failureText } from '#web/failure.ts'
import { Button } from '#web/ui/button.tsx'
import { Dialog } from '#web/ui/dialog.tsx'
import { Notice } from '#web/ui/notice.tsx'
import type { ImportResponse } from '../api.ts'
import { useImportStep } from './data.ts'

/** Takes a whole import back, after saying in numbers what that does. */
export function UndoButton({ one }: { readonly one: ImportResponse }) {
  const { t } = useTranslation('imports')
  const [isOpen, setOpen] = useState(false)
  const step = useImportStep(one.id)
  const { orders, customers } = one.result ?? { orders: { created: 0, changed: 0 }, customers: { created: 0 } }
  return (
    <>
      <Button onPress={() => setOpen(true)}>{t('undo.button')}</Button>
      <Dialog
        title={t('undo.title')}
        isOpen={isOpen}
        onOpenChange={setOpen}
        actions={
          <>
            <Button onPress={() => setOpen(false)}>{t('undo.keep')}</Button>
            <Button look="danger" isPending={step.isPending} onPress={() => step.mutate('undo', { onSuccess: () => setOpen(false) })}>
              {t('undo.confirm')}
            </Button>
          </>
        }
      >
        <p>{t('undo.orders', { count: orders.created })}</p>
        {orders.changed > 0 && <p>{t('undo.corrections', { count: orders.changed })}</p>}
        {customers.created > 0 && <p>{t('undo.customers', { count: customers.created })}</p>}
        {step.isError && <Notice tone="bad">{failureText(step.error)}</Notice>}
      </Dialog>
    </>
  )
}
