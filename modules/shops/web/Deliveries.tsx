import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { failure, failureText } from '#web/failure.ts'
import { useFormat } from '#web/format.tsx'
import { Badge } from '#web/ui/badge.tsx'
import { Button } from '#web/ui/button.tsx'
import { Dialog } from '#web/ui/dialog.tsx'
import { ErrorState } from '#web/ui/error-state.tsx'
import { Section } from '#web/ui/section.tsx'
import { Segmented } from '#web/ui/segmented.tsx'
import { Skeleton } from '#web/ui/skeleton.tsx'
import { toast } from '#web/ui/toast.tsx'
import type { DeliveryRow, ShopResponse } from '../api.ts'
import { useDeliveries, useDelivery, useShopStep } from './data.ts'

interface DeliveriesProps {
  readonly shop: ShopResponse
  readonly mayConfigure: boolean
}

const TONES = { received: 'info', done: 'good', failed: 'bad', ignored: 'neutral' } as const

/** What the shop said last, and what of it could not be worked on. */
export function Deliveries({ shop, mayConfigure }: DeliveriesProps) {
  const { t } = useTranslation('shops')
  const [shown, setShown] = useState<'all' | 'failed'>('all')
  const [opened, setOpened] = useState<string | null>(null)
  const deliveries = useDeliveries(shop.id, shown === 'failed' ? 'failed' : null)
  const step = useShopStep(shop.id)
  const rows = deliveries.data?.pages.flatMap((page) => page.rows) ?? []
  const replayAll = () => step.mutate({ step: 'replayAll' }, { onSuccess: () => toast({ text: t('said.replaying'), tone: 'good' }) })
  return (
    <Section
      title={t('said.title')}
      text={t('said.text')}
      actions={
        mayConfigure &&
        shop.deliveries.failed > 0 && (
          <Button isPending={step.isPending} onPress={replayAll}>
            {t('said.replayAll', { count: shop.deliveries.failed })}
          </Button>
        )
      }
    >
      <Segmented
        label={t('said.which')}
        value={shown}
        onChange={setShown}
        options={[
          { id: 'all', label: t('said.all') },
          { id: 'failed', label: t('said.failedOnes') },
        ]}
      />
      {deliveries.isPending && <Skeleton lines={4} />}
      {deliveries.isError && <ErrorState text={failureText(deliveries.error)} onRetry={() => void deliveries.refetch()} />}
      {deliveries.data && rows.length === 0 && <p className="text-ink-soft">{t(shown === 'failed' ? 'said.noFailed' : 'said.none')}</p>}
      <ul className="grid">
        {rows.map((row) => (
          <DeliveryLine key={row.id} row={row} {...(mayConfigure ? { onOpen: () => setOpened(row.id) } : {})} />
        ))}
      </ul>
      {deliveries.hasNextPage && (
        <Button isPending={deliveries.isFetchingNextPage} onPress={() => void deliveries.fetchNextPage()}>
          {t('said.more')}
        </Button>
      )}
      <OpenedDelivery shopId={shop.id} id={opened} onClose={() => setOpened(null)} />
    </Section>
  )
}

function DeliveryLine({ row, onOpen }: { readonly row: DeliveryRow; readonly onOpen?: () => void }) {
  const { t } = useTranslation('shops')
  const format = useFormat()
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 border-b border-line py-2">
      <div className="grid min-w-0 gap-0.5">
        {row.topic === 'message' ? (
          <span className="text-sm">{t('said.message')}</span>
        ) : (
          <span className="code-run self-start justify-self-start text-sm">{row.topic}</span>
        )}
        <span className="text-sm text-ink-soft">
          {format.instant(row.receivedAt)}
          {row.error && ` · ${failureText(failure(row.error.code, 0, row.error.details))}`}
          {row.tryAt && ` · ${t('said.tryAt', { at: format.instant(row.tryAt) })}`}
        </span>
      </div>
      <div className="flex items-center gap-3">
        <Badge tone={TONES[row.state]}>{t(`said.state.${row.state}`)}</Badge>
        {onOpen && (
          <Button size="sm" look="quiet" onPress={onOpen}>
            {t('said.open')}
          </Button>
        )}
      </div>
    </li>
  )
}

interface OpenedProps {
  readonly shopId: string
  readonly id: string | null
  readonly onClose: () => void
}

/** A message as it came, and the button to have it worked on again. */
function OpenedDelivery({ shopId, id, onClose }: OpenedProps) {
  const { t } = useTranslation('shops')
  const delivery = useDelivery(shopId, id)
  const step = useShopStep(shopId)
  const replay = (deliveryId: string) =>
    step.mutate(
      { step: 'replay', deliveryId },
      {
        onSuccess: () => {
          toast({ text: t('said.replaying'), tone: 'good' })
          onClose()
        },
      },
    )
  return (
    <Dialog
      wide
      isOpen={id !== null}
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={t('said.message')}
      actions={
        id !== null && (
          <Button look="primary" isPending={step.isPending} onPress={() => replay(id)}>
            {t('said.replay')}
          </Button>
        )
      }
    >
      {delivery.isPending && <Skeleton lines={6} />}
      {delivery.isError && <ErrorState text={failureText(delivery.error)} />}
      {delivery.data && (
        <pre dir="ltr" className="overflow-x-auto text-start text-sm whitespace-pre-wrap">
          {pretty(delivery.data.body)}
        </pre>
      )}
      {step.isError && <ErrorState text={failureText(step.error)} />}
    </Dialog>
  )
}

function pretty(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), null, 2)
  } catch {
    return body
  }
}
