import { useTranslation } from 'react-i18next'
import { Badge } from '#web/ui/badge.tsx'
import type { OrderRow } from '../api.ts'

const TONES = { purchase: 'neutral', refund: 'warn', free: 'neutral' } as const

/** What kind of paper an order is, in a word. */
export function OrderKind({ kind }: { readonly kind: OrderRow['kind'] }) {
  const { t } = useTranslation('orders')
  return <Badge tone={TONES[kind]}>{t(`kind.${kind}`)}</Badge>
}
