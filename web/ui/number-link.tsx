import { Link } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import { classes } from '#web/ui/classes.ts'
import { ExportMenu, type ExportLinks } from '#web/ui/export-menu.tsx'

interface NumberLinkProps {
  /** The list of those behind the number; without it the number is only shown. */
  readonly href?: string | undefined
  /** What is counted, for people who listen: "returned customers". */
  readonly label: string
  readonly exports?: ExportLinks
  readonly className?: string
  /** The number, already written by useFormat(). */
  readonly children: string
}

/** A number that opens the customers behind it, and exports them. */
export function NumberLink({ href, label, exports, className, children }: NumberLinkProps) {
  const { t } = useTranslation()
  return (
    <span className="inline-flex items-center gap-1">
      {href ? (
        <Link
          href={href}
          aria-label={t('number.open', { value: children, label })}
          className={classes(
            'figures rounded underline decoration-line-strong decoration-dotted decoration-1 underline-offset-4 hovered:text-accent-ink hovered:decoration-solid',
            className,
          )}
        >
          {children}
        </Link>
      ) : (
        <span className={classes('figures', className)}>{children}</span>
      )}
      {exports && <ExportMenu {...exports} label={t('number.export', { label })} />}
    </span>
  )
}
