import { Fragment, useEffect, useEffectEvent, useState, useSyncExternalStore } from 'react'
import { useTranslation } from 'react-i18next'
import { Dialog } from '#web/ui/dialog.tsx'
import { isTyping, stepOf } from '#web/ui/shortcut-keys.ts'

export interface Shortcut {
  /** 'g c' = one after the other, 'mod+k' = Ctrl or ⌘ held, '?' = one key. */
  readonly keys: string
  readonly label: string
  readonly run: () => void
}

const known = new Map<object, readonly Shortcut[]>()
const watchers = new Set<() => void>()
let listed: readonly Shortcut[] = []
let open: (() => void) | null = null

/** Shows the list of the shortcuts that work right now. */
export function showShortcuts(): void {
  open?.()
}

/** One shortcut for as long as the component is shown. */
export function useShortcut(keys: string, label: string, run: () => void): void {
  useShortcuts([{ keys, label, run }])
}

/** Shortcuts for as long as the component is shown; they list themselves under `?`. */
export function useShortcuts(shortcuts: readonly Shortcut[]): void {
  const run = useEffectEvent((keys: string) => shortcuts.find((each) => each.keys === keys)?.run())
  const signature = shortcuts.map(({ keys, label }) => `${keys}\t${label}`).join('\n')
  useEffect(() => {
    const owner = {}
    const mine = signature
      .split('\n')
      .filter(Boolean)
      .map((line) => line.split('\t'))
    known.set(
      owner,
      mine.map(([keys = '', label = '']) => ({ keys, label, run: () => run(keys) })),
    )
    changed()
    return () => {
      known.delete(owner)
      changed()
    }
  }, [signature])
}

/** Listens for shortcuts and holds their list; once, in the shell. */
export function ShortcutsDialog() {
  const { t } = useTranslation()
  const [isOpen, setOpen] = useState(false)
  const shortcuts = useSyncExternalStore(watch, () => listed)
  useShortcut('?', t('shortcuts.show'), () => setOpen(true))
  useEffect(() => {
    open = () => setOpen(true)
    return listen()
  }, [])
  return (
    <Dialog isOpen={isOpen} onOpenChange={setOpen} title={t('shortcuts.title')}>
      <dl className="grid grid-cols-[1fr_auto] items-center gap-x-6 gap-y-2.5">
        {shortcuts.map(({ keys, label }) => (
          <Fragment key={keys}>
            <dt>{label}</dt>
            <dd className="flex items-center gap-1.5 text-sm text-ink-soft">
              <Keys keys={keys} />
            </dd>
          </Fragment>
        ))}
      </dl>
    </Dialog>
  )
}

function Keys({ keys }: { readonly keys: string }) {
  const { t } = useTranslation()
  return keys.split(' ').map((step, index) => (
    <Fragment key={step}>
      {index > 0 && t('shortcuts.then')}
      <kbd className="code-run min-w-7 rounded border border-line bg-sunken px-2 py-0.5 text-center text-ink">
        {step.replace('mod+k', 'Ctrl K').toUpperCase()}
      </kbd>
    </Fragment>
  ))
}

const TOGETHER_MS = 1_200

function listen(): () => void {
  let before = ''
  let at = 0
  const onKey = (event: KeyboardEvent) => {
    const step = stepOf(event)
    if (!step || (isTyping(event.target) && !step.startsWith('mod+'))) return
    const both = Date.now() - at < TOGETHER_MS ? `${before} ${step}` : step
    const hit = listed.find(({ keys }) => keys === both) ?? listed.find(({ keys }) => keys === step)
    before = hit ? '' : step
    at = Date.now()
    if (!hit) return
    event.preventDefault()
    hit.run()
  }
  document.addEventListener('keydown', onKey)
  return () => document.removeEventListener('keydown', onKey)
}

function changed(): void {
  listed = [...known.values()].flat()
  for (const each of watchers) each()
}

function watch(each: () => void): () => void {
  watchers.add(each)
  return () => void watchers.delete(each)
}
