import { Download, Eraser } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { addressOf } from '#web/api.ts'
import type { CustomerPartProps } from '#web/customer-parts.ts'
import { failureText } from '#web/failure.ts'
import { useCan } from '#web/session.tsx'
import { Button } from '#web/ui/button.tsx'
import { Dialog } from '#web/ui/dialog.tsx'
import { Icon } from '#web/ui/icon.tsx'
import { LinkButton } from '#web/ui/link-button.tsx'
import { Notice } from '#web/ui/notice.tsx'
import { Section } from '#web/ui/section.tsx'
import { Select } from '#web/ui/select.tsx'
import { TextLink } from '#web/ui/text-link.tsx'
import { ERASURE_REASONS, type ErasureReason } from '../api.ts'
import { useErase } from './data.ts'

/** What a person may ask of us: a copy of their data, and its end. */
export function CustomerPrivacy({ customerId }: CustomerPartProps) {
  const { t, i18n } = useTranslation('privacy')
  const mayErase = useCan()('privacy:erase')
  const [isAsking, setIsAsking] = useState(false)
  const language = i18n.language === 'fa' ? 'fa' : 'en'
  const file = (format: 'html' | 'json') => addressOf(`/api/privacy/customers/${customerId}/export`, { format, language })
  return (
    <Section title={t('customer.title')}>
      <div className="flex flex-wrap gap-2">
        <LinkButton look="plain" size="sm" icon={<Icon of={Download} />} href={file('html')}>
          {t('customer.html')}
        </LinkButton>
        <LinkButton look="plain" size="sm" icon={<Icon of={Download} />} href={file('json')}>
          JSON
        </LinkButton>
        {mayErase && (
          <Button look="quiet" size="sm" icon={<Icon of={Eraser} />} onPress={() => setIsAsking(true)}>
            {t('customer.erase')}
          </Button>
        )}
      </div>
      {isAsking && <EraseDialog customerId={customerId} onClose={() => setIsAsking(false)} />}
    </Section>
  )
}

function EraseDialog({ customerId, onClose }: CustomerPartProps & { readonly onClose: () => void }) {
  const { t } = useTranslation('privacy')
  const erase = useErase()
  const [reason, setReason] = useState<ErasureReason>('own_wish')
  if (erase.data?.page) {
    return (
      <Dialog isOpen onOpenChange={onClose} title={t('customer.erased')}>
        <p>{t('customer.erased_text')}</p>
        <TextLink href={erase.data.page}>{t('erasures.certificate')}</TextLink>
      </Dialog>
    )
  }
  return (
    <Dialog
      isOpen
      isAlert
      onOpenChange={onClose}
      title={t('customer.erase_title')}
      actions={
        <Button look="danger" isPending={erase.isPending} onPress={() => erase.mutate({ customerId, reason })}>
          {t('customer.erase_now')}
        </Button>
      }
    >
      <div className="grid gap-4">
        <p>{t('customer.erase_text')}</p>
        <Select
          label={t('erasures.reason')}
          value={reason}
          onChange={setReason}
          options={ERASURE_REASONS.map((id) => ({ id, label: t(`reasons.${id}`) }))}
        />
        {erase.error && <Notice tone="bad">{failureText(erase.error)}</Notice>}
      </div>
    </Dialog>
  )
}
