import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '#web/ui/button.tsx'
import { Form } from '#web/ui/form.tsx'
import { PasswordField } from '#web/ui/password-field.tsx'
import { toast } from '#web/ui/toast.tsx'
import type { ShopResponse } from '../api.ts'
import { useShopStep } from './data.ts'

/** The secret that the shop made and signs its messages with. */
export function SecretForm({ shop }: { readonly shop: ShopResponse }) {
  const { t } = useTranslation('shops')
  const step = useShopStep(shop.id)
  const [secret, setSecret] = useState('')
  const send = () =>
    step.mutate(
      { step: 'secret', secret },
      {
        onSuccess: () => {
          setSecret('')
          toast({ text: t('door.kept'), tone: 'good' })
        },
      },
    )
  return (
    <Form
      onSubmit={send}
      failure={step.error}
      className="max-w-xl"
      actions={
        <Button type="submit" isPending={step.isPending}>
          {t('door.keep')}
        </Button>
      }
    >
      <PasswordField label={t('door.theirSecret')} hint={t('door.theirSecretHint')} value={secret} onChange={setSecret} isRequired />
    </Form>
  )
}
