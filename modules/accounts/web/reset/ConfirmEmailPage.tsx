import { useTranslation } from 'react-i18next'
import { failureText } from '#web/failure.ts'
import { BareFrame } from '#web/shell/bare-frame.tsx'
import { Button } from '#web/ui/button.tsx'
import { LinkButton } from '#web/ui/link-button.tsx'
import { Notice } from '#web/ui/notice.tsx'
import { useUrlState } from '#web/url-state.ts'
import { useConfirmEmail } from './data.ts'

/** Confirms an e-mail, once a person presses: mail programs that open links to look at them must not. */
export function ConfirmEmailPage() {
  const { t } = useTranslation('accounts-reset')
  const [token] = useUrlState('token')
  const confirm = useConfirmEmail()
  if (confirm.isSuccess) {
    return (
      <BareFrame title={t('confirm.done')} text={t('confirm.done_text')}>
        <LinkButton href="/settings/account" look="primary">
          {t('confirm.go_on')}
        </LinkButton>
      </BareFrame>
    )
  }
  return (
    <BareFrame title={t('confirm.title')} text={t('confirm.text')}>
      {confirm.error && <Notice tone="bad">{failureText(confirm.error)}</Notice>}
      <Button look="primary" isPending={confirm.isPending} onPress={() => confirm.mutate(token)}>
        {t('confirm.submit')}
      </Button>
    </BareFrame>
  )
}
