import type { ReactNode } from 'react'
import { Link as AriaLink, type LinkProps as AriaLinkProps } from 'react-aria-components'
import { classes } from '#web/ui/classes.ts'

export interface TextLinkProps extends Omit<AriaLinkProps, 'children' | 'className' | 'style'> {
  readonly href: string
  /** For figures and names in tables, where a column of underlines would shout. */
  readonly calm?: boolean
  readonly children: ReactNode
  readonly className?: string
}

/** A link in running text, or a figure that opens what stands behind it. */
export function TextLink({ calm = false, className, ...rest }: TextLinkProps) {
  const look = calm ? 'decoration-line-strong/50' : 'text-accent-ink decoration-current/40'
  return <AriaLink {...rest} className={classes('rounded-sm underline underline-offset-4 hovered:decoration-current', look, className)} />
}
