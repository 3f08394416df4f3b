import type { LucideIcon } from 'lucide-react'
import { normalise } from '#pure/text'

/** Something the palette can open or do. */
export interface CommandEntry {
  readonly id: string
  /** The heading it stands under. */
  readonly group: string
  readonly label: string
  readonly hint?: string
  readonly icon?: LucideIcon
  readonly href?: string
  readonly run?: () => void
  /** More words it is found by, never shown. */
  readonly words?: string
}

/** Entries of one heading, in order. */
export interface CommandGroup {
  readonly name: string
  readonly entries: readonly CommandEntry[]
}

/** Entries that hold every typed word, those that begin with the text first. */
export function matchingEntries(entries: readonly CommandEntry[], text: string): readonly CommandEntry[] {
  const words = normalise(text).split(' ').filter(Boolean)
  const found = entries.filter((entry) => {
    const own = normalise(`${entry.label} ${entry.hint ?? ''} ${entry.words ?? ''}`)
    return words.every((word) => own.includes(word))
  })
  const begins = (entry: CommandEntry) => (normalise(entry.label).startsWith(words.join(' ')) ? 0 : 1)
  return found.toSorted((a, b) => begins(a) - begins(b))
}

/** Entries under their headings, headings in the order they first appear. */
export function groupsOf(entries: readonly CommandEntry[]): readonly CommandGroup[] {
  return [...Map.groupBy(entries, (entry) => entry.group)].map(([name, own]) => ({ name, entries: own }))
}
