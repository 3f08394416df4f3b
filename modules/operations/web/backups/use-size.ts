import { useTranslation } from 'react-i18next'
import { useFormat } from '#web/format.tsx'

const UNITS = ['kb', 'mb', 'gb'] as const

/** Writes bytes as people read them: 6.3 MB. */
export function useSize(): (bytes: number) => string {
  const { t } = useTranslation('operations-backups')
  const format = useFormat()
  return (bytes) => {
    const step = Math.min(UNITS.length, Math.max(1, Math.floor(Math.log10(Math.max(bytes, 1)) / 3)))
    return t(`size.${UNITS[step - 1] ?? 'kb'}`, { size: format.number(bytes / 1000 ** step, 1) })
  }
}
