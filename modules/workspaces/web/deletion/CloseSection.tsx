import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '#web/format.tsx'
import { useSession } from '#web/session.tsx'
import { Button } from '#web/ui/button.tsx'
import { Dialog } from '#web/ui/dialog.tsx'
import { Form } from '#web/ui/form.tsx'
import { Notice } from '#web/ui/notice.tsx'
import { PasswordField } from '#web/ui/password-field.tsx'
import { Section } from '#web/ui/section.tsx'
import { TextField } from '#web/ui/text-field.tsx'
import { toast } from '#web/ui/toast.tsx'
import { useCloseShop } from './data.ts'

const GRACE_MS = 14 * 86_400_000

/** The end of the shop, asked for twice: by its name and by the owner's password; nothing of a shop that is closed, whose pages all say so. */
export function CloseSection() {
  const { t } = useTranslation('workspaces-deletion')
  const { closing, workspace } = useSession()
  const [isOpen, setOpen] = useState(false)
  if (closing) return null
  return (
    <Section title={t('title')} text={t('text')}>
      <Button look="danger" className="self-start" onPress={() => setOpen(true)}>
        {t('open')}
      </Button>
      <Dialog isOpen={isOpen} onOpenChange={setOpen} isAlert title={t('dialog', { name: workspace.name })}>
        <ClosingForm onDone={() => setOpen(false)} />
      </Dialog>
    </Section>
  )
}

function ClosingForm({ onDone }: { readonly onDone: () => void }) {
  const { t } = useTranslation(['workspaces-deletion', 'web'])
  const format = useFormat()
  const [name, setName] = useState('')
  const [password, setPassword] = useState('')
  const [day] = useState(() => Date.now() + GRACE_MS)
  const close = useCloseShop()
  const submit = () =>
    close.mutate(
      { name, password },
      {
        onSuccess: () => {
          onDone()
          toast({ text: t('closed') })
        },
      },
    )
  return (
    <Form
      onSubmit={submit}
      failure={close.error}
      actions={
        <>
          <Button onPress={onDone}>{t('web:actions.cancel')}</Button>
          <Button look="danger" type="submit" isPending={close.isPending}>
            {t('submit')}
          </Button>
        </>
      }
    >
      <Notice tone="warn">{t('warning', { day: format.instantDay(day, 'long') })}</Notice>
      <TextField label={t('name')} isRequired autoComplete="off" value={name} onChange={setName} />
      <PasswordField label={t('password')} isRequired autoComplete="current-password" value={password} onChange={setPassword} />
    </Form>
  )
}
