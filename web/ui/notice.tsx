import { CircleAlert, CircleCheck, Info, type LucideIcon, TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import type { Tone } from '#web/ui/badge.tsx'
import { classes } from '#web/ui/classes.ts'
import { Icon } from '#web/ui/icon.tsx'

type NoticeTone = Exclude<Tone, 'neutral'>

const TONES: Record<NoticeTone, { readonly icon: LucideIcon; readonly look: string }> = {
  info: { icon: Info, look: 'bg-accent-soft text-accent-ink' },
  good: { icon: CircleCheck, look: 'bg-good-soft text-good' },
  warn: { icon: TriangleAlert, look: 'bg-warn-soft text-warn' },
  bad: { icon: CircleAlert, look: 'bg-bad-soft text-bad' },
}

export interface NoticeProps {
  readonly tone?: NoticeTone
  readonly title?: ReactNode
  readonly children?: ReactNode
  readonly action?: ReactNode
  readonly className?: string
}

/** Something to know while reading this page. Trouble (`bad`) is read out at once. */
export function Notice({ tone = 'info', title, children, action, className }: NoticeProps) {
  const { icon, look } = TONES[tone]
  return (
    <div role={tone === 'bad' ? 'alert' : 'status'} className={classes('flex items-start gap-3 rounded px-4 py-3', look, className)}>
      <Icon of={icon} className="mt-[0.2em] size-4.5" />
      <div className="flex min-w-0 grow flex-wrap items-start gap-x-4 gap-y-2">
        <div className="min-w-0 grow basis-52 text-sm">
          {title && <p className="font-medium">{title}</p>}
          {children && <div className={title ? 'text-ink' : undefined}>{children}</div>}
        </div>
        {action}
      </div>
    </div>
  )
}
