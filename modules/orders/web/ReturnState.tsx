import { useTranslation } from 'react-i18next'
import { Badge } from '#web/ui/badge.tsx'
import type { ReturnResponse } from '../api.ts'

const TONES = {
  requested: 'warn',
  approved: 'info',
  received: 'info',
  refused: 'neutral',
  refunded: 'good',
  replaced: 'good',
} as const

/** How far a return request has come, in a word. */
export function ReturnState({ state }: Pick<ReturnResponse, 'state'>) {
  const { t } = useTranslation('orders')
  return <Badge tone={TONES[state]}>{t(`returnState.${state}`)}</Badge>
}
