import type { LucideIcon } from 'lucide-react'
import { classes } from '#web/ui/classes.ts'

export interface IconProps {
  readonly of: LucideIcon
  /** For icons that point: turned round in right-to-left text. */
  readonly mirrored?: boolean
  readonly className?: string
}

/** A decorative icon in the size of the text around it; the words beside it carry the meaning. */
export function Icon({ of: Drawing, mirrored = false, className = 'size-4' }: IconProps) {
  return <Drawing aria-hidden className={classes('shrink-0', mirrored && 'mirrored', className)} strokeWidth={1.75} />
}
