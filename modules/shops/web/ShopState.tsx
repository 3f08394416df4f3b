import { useTranslation } from 'react-i18next'
import { Badge } from '#web/ui/badge.tsx'
import type { ShopState as State } from '../api.ts'

const TONES = { connecting: 'info', live: 'good', failing: 'bad', paused: 'neutral' } as const

/** How a connection is. */
export function ShopState({ state }: { readonly state: State }) {
  const { t } = useTranslation('shops')
  return <Badge tone={TONES[state]}>{t(`state.${state}`)}</Badge>
}
