import type { LegendEntry } from '#web/charts/chart-look.ts'

const SHAPES: Record<LegendEntry['shape'], string> = {
  square: 'size-3 rounded-[3px]',
  line: 'h-0.5 w-4',
}

/** Names of the colours in a chart, in the order they are stacked. */
export function Legend({ entries }: { readonly entries: readonly LegendEntry[] }) {
  return (
    <ul className="flex flex-wrap gap-x-4 gap-y-1 text-sm text-ink-soft">
      {entries.map((entry) => (
        <li key={entry.name} className="flex items-center gap-1.5">
          <span aria-hidden className={SHAPES[entry.shape]} style={{ backgroundColor: entry.colour }} />
          {entry.name}
        </li>
      ))}
    </ul>
  )
}
