import type { LegendEntry } from '#web/charts/chart-look.ts'
import { cssPattern } from '#web/charts/patterns.ts'

/** Names of what is drawn, in the order it is stacked, each with its colour and what tells it apart without colour. */
export function Legend({ entries }: { readonly entries: readonly LegendEntry[] }) {
  return (
    <ul className="flex flex-wrap gap-x-4 gap-y-1 text-sm text-ink-soft">
      {entries.map((entry) => (
        <li key={entry.name} className="flex items-center gap-1.5">
          <Mark entry={entry} />
          {entry.name}
        </li>
      ))}
    </ul>
  )
}

function Mark({ entry: { shape, colour, dash = 'solid', pattern = 0 } }: { readonly entry: LegendEntry }) {
  if (shape === 'line') return <span aria-hidden className="w-5 border-t-2" style={{ borderColor: colour, borderTopStyle: dash }} />
  if (shape === 'outline') return <span aria-hidden className="size-3 border-[1.5px] border-dashed" style={{ borderColor: colour }} />
  return (
    <span
      aria-hidden
      className="size-3 rounded-[3px]"
      style={{ backgroundColor: colour, backgroundImage: cssPattern(pattern), backgroundSize: pattern % 6 === 2 ? '4px 4px' : undefined }}
    />
  )
}
