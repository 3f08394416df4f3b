import type { ReactNode } from 'react'
import { Link as AriaLink, type LinkProps as AriaLinkProps } from 'react-aria-components'
import { type ButtonLook, buttonLook, type ButtonSize } from '#web/ui/button-look.ts'
import { classes } from '#web/ui/classes.ts'

export interface LinkButtonProps extends Omit<AriaLinkProps, 'children' | 'className' | 'style'> {
  readonly href: string
  readonly look?: ButtonLook
  readonly size?: ButtonSize
  readonly icon?: ReactNode
  readonly children: ReactNode
  readonly className?: string
}

/** Goes somewhere, with the weight of a button. */
export function LinkButton({ look, size, icon, children, className, ...rest }: LinkButtonProps) {
  return (
    <AriaLink {...rest} className={classes(buttonLook({ look, size }), className)}>
      {icon}
      {children}
    </AriaLink>
  )
}
