import type { ReactNode } from 'react'

/** Facts under each other, each with its name. */
export function Facts({ children }: { readonly children: ReactNode }) {
  return <dl className="grid gap-3 text-sm">{children}</dl>
}

/** One of them. */
export function Fact({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <div className="grid gap-0.5">
      <dt className="text-ink-soft">{label}</dt>
      <dd className="min-w-0 break-words">{children}</dd>
    </div>
  )
}
