import { Link2, Link2Off } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CustomerPartProps } from '#web/customer-parts.ts'
import { failureText } from '#web/failure.ts'
import { useFormat } from '#web/format.tsx'
import { useCan } from '#web/session.tsx'
import { Button } from '#web/ui/button.tsx'
import { Dialog } from '#web/ui/dialog.tsx'
import { ErrorState } from '#web/ui/error-state.tsx'
import { Icon } from '#web/ui/icon.tsx'
import { Notice } from '#web/ui/notice.tsx'
import { Section } from '#web/ui/section.tsx'
import { Skeleton } from '#web/ui/skeleton.tsx'
import { TextField } from '#web/ui/text-field.tsx'
import { toast } from '#web/ui/toast.tsx'
import { useCopy } from '#web/ui/use-copy.ts'
import type { CustomerConsents } from '../api.ts'
import { ConsentMatrix } from './ConsentMatrix.tsx'
import { useCentreLink, useConsents, useRevokeLinks } from './data.ts'

/** What may be sent to a customer: every purpose on every channel, and the way to their own page. */
export function CustomerConsent({ customerId }: CustomerPartProps) {
  const { t } = useTranslation('consent')
  const mayWrite = useCan()('consent:write')
  const consents = useConsents(customerId)
  const canLink = mayWrite && consents.data?.isErased === false
  return (
    <Section title={t('customer.title')} text={t('customer.text')} actions={canLink && <Links customerId={customerId} />}>
      {consents.isError && <ErrorState text={failureText(consents.error)} onRetry={() => void consents.refetch()} />}
      {consents.isPending && <Skeleton lines={5} />}
      {consents.data?.isErased && <Notice tone="info">{t('customer.erased')}</Notice>}
      {consents.data && !consents.data.isErased && (
        <>
          <Waiting confirmations={consents.data.confirmations} />
          <ConsentMatrix customerId={customerId} purposes={consents.data.purposes} mayWrite={mayWrite} />
        </>
      )}
    </Section>
  )
}

function Links({ customerId }: CustomerPartProps) {
  const { t } = useTranslation('consent')
  const link = useCentreLink(customerId)
  const revoke = useRevokeLinks(customerId)
  const [isAsking, setIsAsking] = useState(false)
  const give = useGiveLink()
  const copy = () => link.mutate(undefined, { onSuccess: ({ link }) => void give(link) })
  const revokeAll = () =>
    revoke.mutate(undefined, {
      onSuccess: () => {
        setIsAsking(false)
        link.reset()
        toast({ text: t('customer.revoked'), tone: 'good' })
      },
    })
  return (
    <div className="flex flex-wrap items-center gap-2">
      <Button look="plain" size="sm" icon={<Icon of={Link2} />} isPending={link.isPending} onPress={copy}>
        {t('customer.copy')}
      </Button>
      <Button look="quiet" size="sm" icon={<Icon of={Link2Off} />} onPress={() => setIsAsking(true)}>
        {t('customer.revoke')}
      </Button>
      {link.error && <Notice tone="bad">{failureText(link.error)}</Notice>}
      {link.data && <TextField label={t('customer.link')} labelHidden ltr isReadOnly value={link.data.link} className="w-full" />}
      <Dialog
        isOpen={isAsking}
        onOpenChange={setIsAsking}
        isAlert
        title={t('customer.revoke_title')}
        actions={
          <Button look="danger" isPending={revoke.isPending} onPress={revokeAll}>
            {t('customer.revoke')}
          </Button>
        }
      >
        <p>{t('customer.revoke_text')}</p>
        {revoke.error && <Notice tone="bad">{failureText(revoke.error)}</Notice>}
      </Dialog>
    </div>
  )
}

function Waiting({ confirmations }: Pick<CustomerConsents, 'confirmations'>) {
  const { t } = useTranslation('consent')
  const format = useFormat()
  const give = useGiveLink()
  return confirmations.map(({ id, channel, address, askedAt, link }) => (
    <Notice
      key={id}
      tone="info"
      action={
        link !== null && (
          <Button look="plain" size="sm" onPress={() => void give(link)}>
            {t('customer.copy_confirmation')}
          </Button>
        )
      }
    >
      {t('customer.waiting', { channel: t(`channel.${channel}`), address: `\u2068${address}\u2069`, when: format.instant(askedAt) })}
    </Notice>
  ))
}

/** Copies a link; where that is refused the link is shown. */
function useGiveLink(): (link: string) => Promise<void> {
  const copy = useCopy()
  return async (link) => {
    if (!(await copy(link))) toast({ text: link })
  }
}
