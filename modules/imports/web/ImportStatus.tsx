import { useTranslation } from 'react-i18next'
import { Badge } from '#web/ui/badge.tsx'
import type { ImportResponse } from '../api.ts'

const TONES = {
  uploaded: 'neutral',
  queued: 'neutral',
  running: 'neutral',
  done: 'good',
  failed: 'bad',
  cancelled: 'warn',
  undoing: 'neutral',
  undone: 'warn',
} as const

/** Where an import stands, in a word. */
export function ImportStatus({ status }: { readonly status: ImportResponse['status'] }) {
  const { t } = useTranslation('imports')
  return <Badge tone={TONES[status]}>{t(`status.${status}`)}</Badge>
}
