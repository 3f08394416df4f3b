import { Minus, TrendingDown, TrendingUp } from 'lucide-react'
import { Link } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import { classes } from '#web/ui/classes.ts'
import { Icon } from '#web/ui/icon.tsx'

export interface KeyFigureProps {
  readonly label: string
  /** Already written by useFormat(). */
  readonly value: string
  readonly hint?: string | undefined
  /** Opens what stands behind the figure. */
  readonly href?: string | undefined
  readonly change?: FigureChange
  readonly className?: string
}

/** How the figure moved: its direction, how far (already written), and whether that is welcome. */
export interface FigureChange {
  readonly direction: 'up' | 'down' | 'same'
  readonly amount: string
  readonly isGood?: boolean
}

/** One big number with its name, and what stands behind it one press away. */
export function KeyFigure({ label, value, hint, href, change, className }: KeyFigureProps) {
  const frame = classes('flex min-w-0 flex-col rounded border border-line bg-surface px-4 py-3.5', className)
  const words = (
    <>
      <span className="text-sm text-ink-soft">{label}</span>
      <span
        className={classes(
          'text-xl font-semibold text-ink text-balance',
          href && 'underline decoration-line-strong decoration-dotted decoration-1 underline-offset-[6px]',
        )}
      >
        <bdi>{value}</bdi>
      </span>
      {change && <Change {...change} />}
      {hint && <span className="text-sm text-ink-soft">{hint}</span>}
    </>
  )
  if (!href) return <div className={frame}>{words}</div>
  return (
    <Link href={href} className={classes(frame, 'no-underline transition-colors hovered:border-line-strong hovered:bg-hover')}>
      {words}
    </Link>
  )
}

/** Which way a number went, said by arrow and word as well as colour. */
export function Change({ direction, amount, isGood }: FigureChange) {
  const { t } = useTranslation()
  const tone = isGood === undefined ? 'text-ink-soft' : isGood ? 'text-good' : 'text-bad'
  const icon = { up: TrendingUp, down: TrendingDown, same: Minus }[direction]
  return (
    <span className={classes('figures inline-flex items-center gap-1.5 text-sm', tone)}>
      <Icon of={icon} mirrored />
      {t(`change.${direction}`, { amount })}
    </span>
  )
}
