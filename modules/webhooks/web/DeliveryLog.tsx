import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { failureText } from '#web/failure.ts'
import { useFormat } from '#web/format.tsx'
import { useCan } from '#web/session.tsx'
import { Badge } from '#web/ui/badge.tsx'
import { Button } from '#web/ui/button.tsx'
import { EmptyState } from '#web/ui/empty-state.tsx'
import { ErrorState } from '#web/ui/error-state.tsx'
import { Section } from '#web/ui/section.tsx'
import { Segmented } from '#web/ui/segmented.tsx'
import { Skeleton } from '#web/ui/skeleton.tsx'
import { toast } from '#web/ui/toast.tsx'
import { useUrlChoice } from '#web/url-state.ts'
import type { DeliveryRow, Endpoint } from '../api.ts'
import { useDeliveries, useRedeliverFailed } from './data.ts'
import { DeliveryDialog } from './DeliveryDialog.tsx'
import { DELIVERY_TONES } from './tones.ts'

const WEEK = 7 * 24 * 3_600_000
const FILTERS = ['all', 'failed', 'given_up'] as const

/** Everything that was sent to an endpoint, newest first. */
export function DeliveryLog({ endpoint }: { readonly endpoint: Endpoint }) {
  const { t } = useTranslation(['webhooks', 'web'])
  const can = useCan()
  const [filter, setFilter] = useUrlChoice('state', FILTERS, 'all')
  const deliveries = useDeliveries(endpoint.id, filter)
  const again = useRedeliverFailed(endpoint.id)
  const [open, setOpen] = useState<string | null>(null)
  const rows = deliveries.data?.pages.flatMap((page) => page.rows) ?? []
  const sendAgain = () =>
    again.mutate(new Date(Date.now() - WEEK).toISOString(), {
      onSuccess: ({ count }) => toast({ text: t('log.sent_again', { count }), tone: 'good' }),
      onError: (error) => toast({ text: failureText(error), tone: 'bad' }),
    })
  const retry = can('webhooks:configure') && endpoint.state === 'active' && endpoint.givenUp > 0 && (
    <Button size="sm" isPending={again.isPending} onPress={sendAgain}>
      {t('log.send_all', { count: endpoint.givenUp })}
    </Button>
  )
  return (
    <Section title={t('log.title')} text={t('log.text')} actions={retry}>
      <Segmented
        label={t('log.filter')}
        value={filter}
        onChange={setFilter}
        options={FILTERS.map((id) => ({ id, label: t(`log.${id}`) }))}
      />
      {deliveries.isPending && <Skeleton lines={5} />}
      {deliveries.isError && <ErrorState text={failureText(deliveries.error)} onRetry={() => void deliveries.refetch()} />}
      {deliveries.isSuccess && rows.length === 0 && <EmptyState title={t('log.none')} text={t('log.none_text')} />}
      <ul className="mt-2 divide-y divide-line">
        {rows.map((row) => (
          <DeliveryLine key={row.id} row={row} onOpen={() => setOpen(row.id)} />
        ))}
      </ul>
      {deliveries.hasNextPage && (
        <Button isPending={deliveries.isFetchingNextPage} onPress={() => void deliveries.fetchNextPage()}>
          {t('log.more')}
        </Button>
      )}
      {open !== null && <DeliveryDialog endpoint={endpoint} deliveryId={open} onClose={() => setOpen(null)} />}
    </Section>
  )
}

function DeliveryLine({ row, onOpen }: { readonly row: DeliveryRow; readonly onOpen: () => void }) {
  const { t } = useTranslation('webhooks')
  const format = useFormat()
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-1 py-2">
      <Badge tone={DELIVERY_TONES[row.state]}>{t(`delivery.${row.state}`)}</Badge>
      <bdi className="code-run grow">{row.event}</bdi>
      {row.lastStatus !== null && <bdi className="code-run text-sm text-ink-soft">{row.lastStatus}</bdi>}
      <span className="text-sm text-ink-soft">{format.instant(row.createdAt)}</span>
      <Button size="sm" look="quiet" onPress={onOpen}>
        {t('log.open')}
      </Button>
    </li>
  )
}
