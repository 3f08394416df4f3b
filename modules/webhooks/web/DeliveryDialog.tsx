import { useTranslation } from 'react-i18next'
import { failure, failureText } from '#web/failure.ts'
import { useFormat } from '#web/format.tsx'
import { useCan } from '#web/session.tsx'
import { Badge } from '#web/ui/badge.tsx'
import { Button } from '#web/ui/button.tsx'
import { Dialog } from '#web/ui/dialog.tsx'
import { Notice } from '#web/ui/notice.tsx'
import { Skeleton } from '#web/ui/skeleton.tsx'
import { toast } from '#web/ui/toast.tsx'
import type { DeliveryResponse, Endpoint } from '../api.ts'
import { useDelivery, useRedeliver } from './data.ts'
import { DELIVERY_TONES } from './tones.ts'

interface DeliveryDialogProps {
  readonly endpoint: Endpoint
  readonly deliveryId: string
  readonly onClose: () => void
}

/** One delivery: what was sent, and what came back each time. */
export function DeliveryDialog({ endpoint, deliveryId, onClose }: DeliveryDialogProps) {
  const { t } = useTranslation('webhooks')
  const can = useCan()
  const delivery = useDelivery(endpoint.id, deliveryId)
  const again = useRedeliver(endpoint.id)
  const maySend = can('webhooks:configure') && endpoint.state === 'active' && delivery.data && delivery.data.state !== 'waiting'
  const send = () =>
    again.mutate(deliveryId, {
      onSuccess: () => toast({ text: t('delivery.again_done'), tone: 'good' }),
      onError: (error) => toast({ text: failureText(error), tone: 'bad' }),
    })
  return (
    <Dialog
      isOpen
      wide
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={t('delivery.title')}
      actions={
        maySend && (
          <Button isPending={again.isPending} onPress={send}>
            {t('delivery.again')}
          </Button>
        )
      }
    >
      {delivery.isPending && <Skeleton lines={6} />}
      {delivery.isError && <Notice tone="bad">{failureText(delivery.error)}</Notice>}
      {delivery.data && <DeliveryView delivery={delivery.data} host={new URL(endpoint.url).host} />}
    </Dialog>
  )
}

function DeliveryView({ delivery, host }: { readonly delivery: DeliveryResponse; readonly host: string }) {
  const { t } = useTranslation('webhooks')
  const format = useFormat()
  return (
    <div className="flex flex-col gap-4">
      <div className="flex flex-wrap items-center gap-2 text-sm">
        <Badge tone={DELIVERY_TONES[delivery.state]}>{t(`delivery.${delivery.state}`)}</Badge>
        <bdi className="code-run">{delivery.event}</bdi>
        <bdi className="code-run break-all text-ink-soft">{delivery.webhookId}</bdi>
      </div>
      {delivery.nextAt && <p className="text-sm">{t('delivery.next', { when: format.instant(delivery.nextAt) })}</p>}
      <section>
        <h3 className="mb-1 font-medium">{t('delivery.body')}</h3>
        {delivery.body === null ? <p className="text-sm text-ink-soft">{t('delivery.no_body')}</p> : <Code text={pretty(delivery.body)} />}
      </section>
      <section>
        <h3 className="mb-1 font-medium">{t('delivery.tries', { count: delivery.attempts })}</h3>
        <ol className="flex flex-col gap-3">
          {delivery.tries.map(({ number, startedAt, ms, status, error, answer }) => (
            <li key={number} className="text-sm">
              <p>
                {format.number(number)}. {format.instant(startedAt)} · {t('delivery.took', { ms })}
                {status !== null && ` · ${t('delivery.status', { status: format.digits(String(status)) })}`}
              </p>
              {error !== null && <p className="text-bad">{failureText(failure(error, 0, { host }))}</p>}
              {answer && <Code text={answer} />}
            </li>
          ))}
        </ol>
      </section>
    </div>
  )
}

function Code({ text }: { readonly text: string }) {
  return (
    <pre dir="ltr" tabIndex={0} className="max-h-64 overflow-auto rounded bg-sunken p-3 text-xs whitespace-pre-wrap">
      {text}
    </pre>
  )
}

/** What is sent is one line; for reading it is set apart. */
function pretty(body: string): string {
  return JSON.stringify(JSON.parse(body), null, 2)
}
