import type { ReactNode } from 'react'
import { useFormat } from '#web/format.tsx'

/** Picks the Persian or the English of two sample texts; samples are no messages of the product. */
export function useWord(): (fa: string, en: string) => string {
  const { language } = useFormat()
  return (fa, en) => (language === 'fa' ? fa : en)
}

/** One group of parts on the kit page. */
export function KitSection({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section aria-label={title} className="flex min-w-0 flex-col gap-4 border-t border-line pt-5">
      <h2 className="text-xl font-semibold">{title}</h2>
      {children}
    </section>
  )
}

/** Parts that stand side by side. */
export function KitRow({ children }: { readonly children: ReactNode }) {
  return <div className="flex flex-wrap items-start gap-4">{children}</div>
}
