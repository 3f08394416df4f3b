import { useTranslation } from 'react-i18next'
import { classes } from '#web/ui/classes.ts'

/** Something is under way and nobody knows how long; where counts are known use ProgressBar, where content will stand use Skeleton. */
export function Spinner({ className = 'size-4' }: { className?: string }) {
  const { t } = useTranslation()
  return (
    <svg role="img" aria-label={t('status.loading')} viewBox="0 0 16 16" className={classes('animate-spin', className)} fill="none">
      <circle cx="8" cy="8" r="6.5" stroke="currentColor" strokeOpacity="0.25" strokeWidth="2" />
      <path d="M8 1.5a6.5 6.5 0 0 1 6.5 6.5" stroke="currentColor" strokeWidth="2" strokeLinecap="round" />
    </svg>
  )
}
