import { classes } from '#web/ui/classes.ts'

/** primary: the one thing to do here · plain: everything else · quiet: in rows and bars · danger: destroys something. */
export type ButtonLook = 'primary' | 'plain' | 'quiet' | 'danger'
export type ButtonSize = 'md' | 'sm'

const LOOKS: Record<ButtonLook, string> = {
  primary: 'border-transparent bg-accent text-on-accent hovered:bg-accent-hover pressed:bg-accent-hover',
  plain: 'border-line-strong/60 bg-surface text-ink hovered:bg-hover pressed:bg-hover',
  quiet: 'border-transparent bg-transparent text-ink hovered:bg-hover pressed:bg-hover',
  danger: 'border-transparent bg-bad text-on-bad hovered:bg-bad-hover pressed:bg-bad-hover',
}
const SIZES: Record<ButtonSize, string> = { md: 'h-10 px-4 text-base', sm: 'h-8 px-3 text-sm' }
const SQUARES: Record<ButtonSize, string> = { md: 'size-10', sm: 'size-8' }

/** The class names of anything that looks like a button. */
export function buttonLook({
  look = 'plain',
  size = 'md',
  square = false,
}: {
  look?: ButtonLook
  size?: ButtonSize
  square?: boolean
}): string {
  return classes(
    'inline-flex shrink-0 select-none items-center justify-center gap-2 rounded border font-medium whitespace-nowrap no-underline',
    'transition-colors duration-100 off:opacity-50',
    LOOKS[look],
    square ? `${SQUARES[size]} p-0` : SIZES[size],
  )
}
