import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { AccountResponse } from '#api/accounts'
import { Button } from '#web/ui/button.tsx'
import { Form } from '#web/ui/form.tsx'
import { Notice } from '#web/ui/notice.tsx'
import { SaveButton } from '#web/ui/save-button.tsx'
import { Section } from '#web/ui/section.tsx'
import { TextField } from '#web/ui/text-field.tsx'
import { toast } from '#web/ui/toast.tsx'
import { useChangeName } from './data.ts'
import { EmailDialog } from './EmailDialog.tsx'

/** What colleagues see, and what one signs in with. */
export function WhoSection({ account }: { readonly account: AccountResponse }) {
  const { t } = useTranslation('accounts-account')
  const changeName = useChangeName()
  const [name, setName] = useState(account.name)
  const [isChanging, setChanging] = useState(false)
  const saveName = () => changeName.mutate(name.trim(), { onSuccess: () => toast({ text: t('who.saved'), tone: 'good' }) })
  return (
    <Section title={t('who.title')}>
      <Form onSubmit={saveName} failure={changeName.error} actions={<SaveButton isPending={changeName.isPending} />}>
        <TextField
          label={t('who.name')}
          hint={t('who.name_hint')}
          name="name"
          autoComplete="name"
          isRequired
          maxLength={100}
          value={name}
          onChange={setName}
        />
      </Form>
      <div className="flex flex-wrap items-end justify-between gap-3">
        <dl className="min-w-0">
          <dt className="text-sm text-ink-soft">{t('who.email')}</dt>
          <dd className="break-all">
            <bdi>{account.email}</bdi>
          </dd>
        </dl>
        <Button onPress={() => setChanging(true)}>{t('who.change')}</Button>
      </div>
      {account.pendingEmail && (
        <Notice>
          <span className="wrap-anywhere">{t('who.pending', { email: `\u2068${account.pendingEmail}\u2069` })}</span>
        </Notice>
      )}
      {isChanging && <EmailDialog canMail={account.canMail} onClose={() => setChanging(false)} />}
    </Section>
  )
}
