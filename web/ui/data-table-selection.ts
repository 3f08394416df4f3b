/** Which rows are chosen: some by id, or all that the list holds (rows not yet loaded too) but a few. */
export type Selection =
  | { readonly mode: 'some'; readonly ids: ReadonlySet<string> }
  | { readonly mode: 'all'; readonly except: ReadonlySet<string> }

/** Nothing chosen. */
export const NOTHING: Selection = { mode: 'some', ids: new Set() }
/** Every row chosen, loaded or not. */
export const EVERYTHING: Selection = { mode: 'all', except: new Set() }

/** Whether a row is chosen. */
export function isChosen(selection: Selection, id: string): boolean {
  return selection.mode === 'some' ? selection.ids.has(id) : !selection.except.has(id)
}

/** How many rows are chosen; null when all of an uncounted list are. */
export function chosenCount(selection: Selection, total: number | null): number | null {
  if (selection.mode === 'some') return selection.ids.size
  return total === null ? null : total - selection.except.size
}

/** The selection with these rows chosen, or no longer. */
export function choose(selection: Selection, ids: readonly string[], chosen: boolean): Selection {
  const adds = selection.mode === 'some' ? chosen : !chosen
  const set = new Set(selection.mode === 'some' ? selection.ids : selection.except)
  for (const id of ids) {
    if (adds) set.add(id)
    if (!adds) set.delete(id)
  }
  return selection.mode === 'some' ? { mode: 'some', ids: set } : { mode: 'all', except: set }
}

/** The selection after a press on one row; with Shift everything from the anchor to it becomes what the anchor is. */
export function press(selection: Selection, ids: readonly string[], index: number, anchor: number | null): Selection {
  const id = ids[index]
  if (id === undefined) return selection
  const anchorId = anchor === null ? undefined : ids[anchor]
  if (anchor === null || anchorId === undefined) return choose(selection, [id], !isChosen(selection, id))
  const span = ids.slice(Math.min(anchor, index), Math.max(anchor, index) + 1)
  return choose(selection, span, isChosen(selection, anchorId))
}

/** 'all', 'some' or 'none': what the box in the heading shows. */
export function headState(selection: Selection, total: number | null): 'all' | 'some' | 'none' {
  const count = chosenCount(selection, total)
  if (count === 0) return 'none'
  if (selection.mode === 'all') return selection.except.size === 0 ? 'all' : 'some'
  return count !== null && count === total ? 'all' : 'some'
}
