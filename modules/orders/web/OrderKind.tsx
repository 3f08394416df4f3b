import { useTranslation } from 'react-i18next'
import { Badge } from '#web/ui/badge.tsx'
import type { OrderRow } from '../api.ts'

const TONES = { purchase: 'neutral', refund: 'warn', free: 'neutral' } as const

/** What kind of paper an order is, in a word; of one that is cancelled, that it is. */
export function OrderKind({ kind, state }: Pick<OrderRow, 'kind' | 'state'>) {
  const { t } = useTranslation('orders')
  if (state === 'cancelled') return <Badge tone="bad">{t('state.cancelled')}</Badge>
  return <Badge tone={TONES[kind]}>{t(`kind.${kind}`)}</Badge>
}
