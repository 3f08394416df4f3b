import { useTranslation } from 'react-i18next'

/** Writes how long ago, or for how long, roughly. */
export function useAge(): (seconds: number) => string {
  const { t } = useTranslation('operations')
  return (seconds) => {
    if (seconds < 1) return t('age.now')
    if (seconds < 120) return t('age.seconds', { count: seconds })
    if (seconds < 2 * 3600) return t('age.minutes', { count: Math.round(seconds / 60) })
    if (seconds < 48 * 3600) return t('age.hours', { count: Math.round(seconds / 3600) })
    return t('age.days', { count: Math.round(seconds / 86_400) })
  }
}
