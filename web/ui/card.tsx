import type { ReactNode } from 'react'
import { classes } from '#web/ui/classes.ts'

/** A surface for one thing that stands apart: a key figure, a form, a fact list. Never a card inside a card. */
export function Card({ children, className }: { readonly children: ReactNode; readonly className?: string }) {
  return <div className={classes('rounded border border-line bg-surface p-5 sm:p-6', className)}>{children}</div>
}
