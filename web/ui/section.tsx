import { type ReactNode, useId } from 'react'
import { classes } from '#web/ui/classes.ts'

export interface SectionProps {
  readonly title: ReactNode
  readonly text?: ReactNode
  readonly actions?: ReactNode
  readonly children: ReactNode
  readonly className?: string
}

/** A titled part of a page, set off by space and a hairline rather than a box. */
export function Section({ title, text, actions, children, className }: SectionProps) {
  const id = useId()
  return (
    <section aria-labelledby={id} className={classes('flex flex-col gap-4', className)}>
      <div className="flex flex-wrap items-end justify-between gap-3 border-b border-line pb-3">
        <div>
          <h2 id={id} className="text-lg font-semibold">
            {title}
          </h2>
          {text && <p className="max-w-prose text-sm text-ink-soft">{text}</p>}
        </div>
        {actions}
      </div>
      {children}
    </section>
  )
}
