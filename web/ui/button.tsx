import type { ReactNode } from 'react'
import { Button as AriaButton, type ButtonProps as AriaButtonProps } from 'react-aria-components'
import { type ButtonLook, buttonLook, type ButtonSize } from '#web/ui/button-look.ts'
import { classes } from '#web/ui/classes.ts'
import { Spinner } from '#web/ui/spinner.tsx'

export interface ButtonProps extends Omit<AriaButtonProps, 'children' | 'className' | 'style'> {
  readonly look?: ButtonLook
  readonly size?: ButtonSize
  readonly icon?: ReactNode
  readonly children: ReactNode
  readonly className?: string
}

/** Does something here and now; for going somewhere use LinkButton. `isPending` keeps its width and refuses presses. */
export function Button({ look, size, icon, children, className, ...rest }: ButtonProps) {
  return (
    <AriaButton {...rest} className={classes(buttonLook({ look, size }), 'relative', className)}>
      {({ isPending }) => (
        <>
          <span className={classes('inline-flex items-center gap-2', isPending && 'opacity-0')}>
            {icon}
            {children}
          </span>
          {isPending && (
            <span className="absolute inset-0 grid place-items-center">
              <Spinner />
            </span>
          )}
        </>
      )}
    </AriaButton>
  )
}
