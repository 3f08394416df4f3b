import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '#web/ui/button.tsx'
import { Form } from '#web/ui/form.tsx'
import { PasswordField } from '#web/ui/password-field.tsx'
import { TextField } from '#web/ui/text-field.tsx'
import { toast } from '#web/ui/toast.tsx'
import type { Credentials, ShopResponse } from '../api.ts'
import { useShopStep } from './data.ts'

/** The shop's address and the keys to its interface: with them webhooks are made by themselves and the history can be asked for. */
export function KeysForm({ shop }: { readonly shop: ShopResponse }) {
  const { t } = useTranslation('shops')
  const step = useShopStep(shop.id)
  const [baseUrl, setBaseUrl] = useState(shop.baseUrl ?? '')
  const [key, setKey] = useState('')
  const [secret, setSecret] = useState('')
  const isShopify = shop.platform === 'shopify'
  const credentials: Credentials = isShopify
    ? { platform: 'shopify', clientId: key, clientSecret: secret }
    : { platform: 'woocommerce', consumerKey: key, consumerSecret: secret }
  const send = () =>
    step.mutate(
      { step: 'keys', request: { baseUrl, credentials } },
      {
        onSuccess: () => {
          setKey('')
          setSecret('')
          toast({ text: t('keys.kept'), tone: 'good' })
        },
      },
    )
  return (
    <div className="grid gap-4">
      <ol className="grid max-w-prose list-decimal gap-2 ps-6 rtl:list-[persian]">
        <li>{t(isShopify ? 'keys.shopify1' : 'keys.woo1')}</li>
        <li>{t(isShopify ? 'keys.shopify2' : 'keys.woo2')}</li>
        <li>{t(isShopify ? 'keys.shopify3' : 'keys.woo3')}</li>
      </ol>
      <Form
        onSubmit={send}
        failure={step.error}
        className="max-w-xl"
        actions={
          <Button type="submit" look="primary" isPending={step.isPending}>
            {t(shop.hasCredentials ? 'keys.replace' : 'keys.send')}
          </Button>
        }
      >
        <TextField
          label={t('keys.address')}
          value={baseUrl}
          onChange={setBaseUrl}
          ltr
          isRequired
          placeholder={isShopify ? 'example.myshopify.com' : 'https://shop.example'}
        />
        <TextField label={t(isShopify ? 'keys.clientId' : 'keys.consumerKey')} value={key} onChange={setKey} ltr isRequired />
        <PasswordField label={t(isShopify ? 'keys.clientSecret' : 'keys.consumerSecret')} value={secret} onChange={setSecret} isRequired />
      </Form>
    </div>
  )
}
