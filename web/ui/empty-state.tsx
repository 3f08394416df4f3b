import type { ReactNode } from 'react'

export interface EmptyStateProps {
  readonly title: ReactNode
  /** What will appear here, and how it gets here. */
  readonly text?: ReactNode
  /** The step that fills the page. */
  readonly children?: ReactNode
}

/** A page or list that has nothing yet, and the step that changes it. */
export function EmptyState({ title, text, children }: EmptyStateProps) {
  return (
    <div className="flex flex-col items-center gap-4 px-4 py-14 text-center">
      <ReturnDrawing />
      <div className="flex max-w-md flex-col gap-1">
        <div className="text-lg font-semibold">{title}</div>
        {text && <p className="text-ink-soft">{text}</p>}
      </div>
      {children && <div className="flex flex-wrap justify-center gap-3">{children}</div>}
    </div>
  )
}

/** Footsteps that leave and come back: the product's name as a drawing. */
function ReturnDrawing() {
  return (
    <svg viewBox="0 0 96 64" className="mirrored h-16" fill="none" aria-hidden>
      <path d="M8 50h80" className="stroke-line" strokeWidth="1.5" strokeLinecap="round" />
      <path d="M18 50c4-34 54-34 58-2" className="stroke-accent" strokeWidth="2.5" strokeLinecap="round" strokeDasharray="1 6" />
      <path d="m69 42 7 7 7-7" className="stroke-accent" strokeWidth="2.5" strokeLinecap="round" strokeLinejoin="round" />
      <circle cx="18" cy="50" r="4" className="fill-surface stroke-accent" strokeWidth="2.5" />
      <circle cx="34" cy="22" r="3" className="fill-accent-soft" />
      <circle cx="60" cy="21" r="3" className="fill-accent-soft" />
    </svg>
  )
}
