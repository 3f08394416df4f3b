import { type FocusEvent, type KeyboardEvent, type MouseEvent, useCallback, useRef, useState } from 'react'
import type { Choosing } from '#web/ui/data-table.tsx'
import { actionOfKey, rowAfterKey } from '#web/ui/data-table-keys.ts'
import { choose, EVERYTHING, isChosen, NOTHING, press } from '#web/ui/data-table-selection.ts'

type HeldKeys = Pick<KeyboardEvent | MouseEvent, 'ctrlKey' | 'metaKey' | 'shiftKey'>

interface TableKeyboardOptions {
  readonly ids: readonly string[]
  readonly choosing: Choosing | undefined
  readonly pageRows: number
  readonly scrollTo: (index: number) => void
  readonly open: (index: number, keys: HeldKeys) => void
}

/** The row that keys act on, and what keys and presses do. The grid keeps the focus; the row is named by aria-activedescendant. */
export function useTableKeyboard(options: TableKeyboardOptions) {
  const [active, setActive] = useState<number | null>(null)
  const anchor = useRef<number | null>(null)
  // Rows keep one callback for life, or each selection would draw all of them again.
  const latest = useRef(options)
  latest.current = options

  const choosePressed = useCallback((index: number, shift: boolean) => {
    const { choosing, ids } = latest.current
    if (!choosing) return
    choosing.onChange(press(choosing.selection, ids, index, shift ? anchor.current : null))
    if (!shift || anchor.current === null) anchor.current = index
    setActive(index)
  }, [])

  const onPress = useCallback((index: number, event: MouseEvent<HTMLElement>) => {
    setActive(index)
    if (isInsideControl(event)) return
    latest.current.open(index, event)
  }, [])

  const moveTo = (index: number, shift: boolean) => {
    const { choosing, ids, scrollTo } = latest.current
    if (shift && choosing && active !== null) {
      anchor.current ??= active
      const anchorId = ids[anchor.current] ?? ''
      const begun = isChosen(choosing.selection, anchorId) ? choosing.selection : choose(choosing.selection, [anchorId], true)
      choosing.onChange(press(begun, ids, index, anchor.current))
    }
    if (!shift) anchor.current = null
    setActive(index)
    scrollTo(index)
  }

  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const { ids, choosing, pageRows, open } = latest.current
    const key = { key: event.key, shift: event.shiftKey, ctrl: event.ctrlKey || event.metaKey }
    const onGrid = event.target === event.currentTarget
    const next = rowAfterKey(key, active, ids.length, pageRows)
    const action = onGrid ? actionOfKey(key) : null
    if (next === null && action === null) return
    if (next !== null) {
      event.currentTarget.focus({ preventScroll: true })
      moveTo(next, event.shiftKey)
    }
    if (action === 'open' && active !== null) open(active, event)
    if (action === 'choose' && active !== null) choosePressed(active, event.shiftKey)
    if (action === 'chooseAll') choosing?.onChange(EVERYTHING)
    if (action === 'clear') choosing?.onChange(NOTHING)
    event.preventDefault()
  }

  const onFocus = (event: FocusEvent<HTMLElement>) => {
    if (event.target === event.currentTarget && active === null && options.ids.length > 0) setActive(0)
  }
  return { active: active !== null && active < options.ids.length ? active : null, onKeyDown, onFocus, onPress, onChoose: choosePressed }
}

/** Links and buttons inside a row answer for themselves; so does a press that ends a text selection. */
function isInsideControl(event: MouseEvent<HTMLElement>): boolean {
  const control = event.target instanceof Element ? event.target.closest('a, button, input, label') : null
  return (control !== null && event.currentTarget.contains(control)) || window.getSelection()?.type === 'Range'
}
