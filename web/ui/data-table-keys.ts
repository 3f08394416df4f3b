/** What a key asks of a table: where to go, whether the way is chosen too, or an action on the row. */
export interface TableKey {
  readonly key: string
  readonly shift: boolean
  readonly ctrl: boolean
}

/** The row that a movement key leads to; null when the key moves nothing. */
export function rowAfterKey({ key, ctrl }: TableKey, at: number | null, count: number, page: number): number | null {
  if (count === 0) return null
  const from = at ?? -1
  const clamp = (row: number) => Math.min(count - 1, Math.max(0, row))
  if (key === 'ArrowDown') return ctrl ? count - 1 : clamp(from + 1)
  if (key === 'ArrowUp') return ctrl ? 0 : clamp(at === null ? 0 : at - 1)
  if (key === 'PageDown') return clamp(from + page)
  if (key === 'PageUp') return clamp(from - page)
  if (key === 'Home') return 0
  if (key === 'End') return count - 1
  return null
}

/** What a key does to rows when it does not move: choose one, choose all, open, let go of everything; null when nothing. */
export function actionOfKey({ key, ctrl }: TableKey): 'choose' | 'chooseAll' | 'open' | 'clear' | null {
  if (key === ' ') return 'choose'
  if (key === 'Enter') return 'open'
  if (key === 'Escape') return 'clear'
  // The physical key sends 'ش' on a Persian layout.
  if (ctrl && (key === 'a' || key === 'ش')) return 'chooseAll'
  return null
}
