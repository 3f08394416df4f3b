import type { LucideIcon } from 'lucide-react'
import { Button as AriaButton, type ButtonProps as AriaButtonProps } from 'react-aria-components'
import { type ButtonLook, buttonLook, type ButtonSize } from '#web/ui/button-look.ts'
import { classes } from '#web/ui/classes.ts'
import { Icon } from '#web/ui/icon.tsx'
import { Tooltip } from '#web/ui/tooltip.tsx'

export interface IconButtonProps extends Omit<AriaButtonProps, 'children' | 'className' | 'style' | 'aria-label'> {
  /** What it does, in words: read aloud and shown as a tooltip. */
  readonly label: string
  readonly icon: LucideIcon
  readonly mirrored?: boolean
  readonly look?: ButtonLook
  readonly size?: ButtonSize
  readonly className?: string
}

/** A button of one icon, for places where words would not fit. */
export function IconButton({ label, icon, mirrored, look = 'quiet', size, className, ...rest }: IconButtonProps) {
  return (
    <Tooltip text={label}>
      <AriaButton {...rest} aria-label={label} className={classes(buttonLook({ look, size, square: true }), className)}>
        <Icon of={icon} mirrored={mirrored} className="size-4.5" />
      </AriaButton>
    </Tooltip>
  )
}
