import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { failureText } from '#web/failure.ts'
import { useFormat } from '#web/format.tsx'
import { useCan } from '#web/session.tsx'
import { SettingsFrame } from '#web/shell/settings-frame.tsx'
import { Badge } from '#web/ui/badge.tsx'
import { Button } from '#web/ui/button.tsx'
import { Dialog } from '#web/ui/dialog.tsx'
import { ErrorState } from '#web/ui/error-state.tsx'
import { Notice } from '#web/ui/notice.tsx'
import { Skeleton } from '#web/ui/skeleton.tsx'
import { toast } from '#web/ui/toast.tsx'
import { usePathParam } from '#web/url-state.ts'
import type { Endpoint } from '../api.ts'
import { useEndpoint, usePauseEndpoint, usePing, useRemoveEndpoint } from './data.ts'
import { DeliveryLog } from './DeliveryLog.tsx'
import { EndpointForm } from './EndpointForm.tsx'
import { SecretSection } from './SecretSection.tsx'
import { STATE_TONES } from './tones.ts'

/** One endpoint: how it is doing, its secret, and everything that was sent there. */
export function WebhookPage() {
  const { t } = useTranslation('webhooks')
  const can = useCan()
  const endpoint = useEndpoint(usePathParam('id'))
  const title = endpoint.data ? endpoint.data.description || new URL(endpoint.data.url).host : t('title')
  return (
    <SettingsFrame
      title={title}
      question={t('one.question')}
      back="/settings/webhooks"
      actions={endpoint.data && can('webhooks:configure') && <Actions endpoint={endpoint.data} />}
    >
      {endpoint.isPending && <Skeleton lines={6} />}
      {endpoint.isError && <ErrorState text={failureText(endpoint.error)} onRetry={() => void endpoint.refetch()} />}
      {endpoint.data && (
        <div className="flex flex-col gap-6">
          <Standing endpoint={endpoint.data} />
          {can('webhooks:configure') && <SecretSection endpoint={endpoint.data} />}
          <DeliveryLog endpoint={endpoint.data} />
        </div>
      )}
    </SettingsFrame>
  )
}

function Standing({ endpoint }: { readonly endpoint: Endpoint }) {
  const { t } = useTranslation('webhooks')
  const format = useFormat()
  const { state, disabledBecause, failingSince } = endpoint
  return (
    <div className="flex flex-col gap-3">
      <div className="flex flex-wrap items-center gap-2">
        <Badge tone={STATE_TONES[state]}>{t(`state.${state}`)}</Badge>
        <bdi className="code-run break-all">{endpoint.url}</bdi>
      </div>
      <p className="text-sm text-ink-soft">
        {endpoint.events === null ? t('line.all') : <bdi className="code-run">{endpoint.events.join(' ')}</bdi>}
      </p>
      {disabledBecause && <Notice tone="bad">{t(`disabled.${disabledBecause}`)}</Notice>}
      {state === 'paused' && <Notice tone="warn">{t('one.paused')}</Notice>}
      {state === 'active' && failingSince && <Notice tone="warn">{t('one.failing', { when: format.instant(failingSince) })}</Notice>}
    </div>
  )
}

function Actions({ endpoint }: { readonly endpoint: Endpoint }) {
  const { t } = useTranslation('webhooks')
  const [asks, setAsks] = useState<'change' | 'remove' | null>(null)
  const pause = usePauseEndpoint(endpoint.id)
  const ping = usePing(endpoint.id)
  const failed = (error: unknown) => toast({ text: failureText(error), tone: 'bad' })
  const isActive = endpoint.state === 'active'
  return (
    <div className="flex flex-wrap gap-2">
      {isActive && (
        <Button
          isPending={ping.isPending}
          onPress={() => ping.mutate(undefined, { onSuccess: () => toast({ text: t('one.pinged') }), onError: failed })}
        >
          {t('one.ping')}
        </Button>
      )}
      <Button isPending={pause.isPending} onPress={() => pause.mutate(isActive, { onError: failed })}>
        {t(isActive ? 'one.pause' : 'one.resume')}
      </Button>
      <Button onPress={() => setAsks('change')}>{t('form.change')}</Button>
      <Button look="danger" onPress={() => setAsks('remove')}>
        {t('remove.action')}
      </Button>
      {asks === 'change' && <EndpointForm endpoint={endpoint} onClose={() => setAsks(null)} />}
      {asks === 'remove' && <RemoveDialog endpoint={endpoint} onClose={() => setAsks(null)} />}
    </div>
  )
}

function RemoveDialog({ endpoint, onClose }: { readonly endpoint: Endpoint; readonly onClose: () => void }) {
  const { t } = useTranslation('webhooks')
  const navigate = useNavigate()
  const remove = useRemoveEndpoint()
  const go = () => remove.mutate(endpoint.id, { onSuccess: () => void navigate({ to: '/settings/webhooks' }) })
  return (
    <Dialog
      isOpen
      isAlert
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={t('remove.title')}
      actions={
        <>
          <Button onPress={onClose}>{t('remove.keep')}</Button>
          <Button look="danger" isPending={remove.isPending} onPress={go}>
            {t('remove.action')}
          </Button>
        </>
      }
    >
      {remove.error && <Notice tone="bad">{failureText(remove.error)}</Notice>}
      <p>{t('remove.text', { count: endpoint.open })}</p>
    </Dialog>
  )
}
