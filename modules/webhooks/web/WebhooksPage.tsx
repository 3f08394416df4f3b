import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { failureText } from '#web/failure.ts'
import { useCan } from '#web/session.tsx'
import { SettingsFrame } from '#web/shell/settings-frame.tsx'
import { Badge } from '#web/ui/badge.tsx'
import { Button } from '#web/ui/button.tsx'
import { EmptyState } from '#web/ui/empty-state.tsx'
import { ErrorState } from '#web/ui/error-state.tsx'
import { Skeleton } from '#web/ui/skeleton.tsx'
import { TextLink } from '#web/ui/text-link.tsx'
import type { Endpoint } from '../api.ts'
import { useEndpoints } from './data.ts'
import { EndpointForm } from './EndpointForm.tsx'
import { STATE_TONES } from './tones.ts'

/** Other systems that hear of what happens here. */
export function WebhooksPage() {
  const { t } = useTranslation('webhooks')
  const can = useCan()
  const endpoints = useEndpoints()
  const [isAdding, setAdding] = useState(false)
  const add = can('webhooks:configure') && (
    <Button look="primary" onPress={() => setAdding(true)}>
      {t('add')}
    </Button>
  )
  return (
    <SettingsFrame title={t('title')} question={t('question')} actions={endpoints.data && endpoints.data.rows.length > 0 && add}>
      {endpoints.isPending && <Skeleton lines={4} />}
      {endpoints.isError && <ErrorState text={failureText(endpoints.error)} onRetry={() => void endpoints.refetch()} />}
      {endpoints.data?.rows.length === 0 && (
        <EmptyState title={t('none')} text={t('none_text')}>
          {add}
        </EmptyState>
      )}
      <ul className="flex flex-col divide-y divide-line">
        {endpoints.data?.rows.map((endpoint) => (
          <EndpointLine key={endpoint.id} endpoint={endpoint} />
        ))}
      </ul>
      {isAdding && <EndpointForm endpoint={null} onClose={() => setAdding(false)} />}
    </SettingsFrame>
  )
}

function EndpointLine({ endpoint }: { readonly endpoint: Endpoint }) {
  const { t } = useTranslation('webhooks')
  const facts = [
    endpoint.events === null ? t('line.all') : t('line.events', { count: endpoint.events.length }),
    t('line.open', { count: endpoint.open }),
    ...(endpoint.givenUp > 0 ? [t('line.given_up', { count: endpoint.givenUp })] : []),
  ]
  return (
    <li className="flex flex-col gap-1 py-3">
      <div className="flex flex-wrap items-center gap-2">
        <TextLink href={`/settings/webhooks/${endpoint.id}`}>
          <bdi>{endpoint.description || new URL(endpoint.url).host}</bdi>
        </TextLink>
        <Badge tone={STATE_TONES[endpoint.state]}>{t(`state.${endpoint.state}`)}</Badge>
        {endpoint.state === 'active' && endpoint.failingSince && <Badge tone="warn">{t('failing')}</Badge>}
      </div>
      <bdi className="code-run self-start text-sm break-all text-ink-soft">{endpoint.url}</bdi>
      <p className="text-sm text-ink-soft">{facts.join(' · ')}</p>
    </li>
  )
}
