import { useTranslation } from 'react-i18next'
import { classes } from '#web/ui/classes.ts'

const WIDTHS = ['w-full', 'w-11/12', 'w-4/5', 'w-full', 'w-3/4'] as const

export interface SkeletonProps {
  /** How many lines will stand here, so that nothing jumps when they come. */
  readonly lines?: number
  readonly className?: string
}

/** Holds the place of content that is on its way. */
export function Skeleton({ lines = 3, className }: SkeletonProps) {
  const { t } = useTranslation()
  return (
    <div role="status" aria-label={t('status.loading')} className={classes('flex flex-col gap-3', className)}>
      {Array.from({ length: lines }, (_, line) => (
        <span
          key={line}
          className={classes('h-5 animate-[shimmer_1.6s_ease-in-out_infinite] rounded bg-hover', WIDTHS[line % WIDTHS.length])}
        />
      ))}
    </div>
  )
}
