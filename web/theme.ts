import { useSyncExternalStore } from 'react'

/** What a person chose; 'system' follows the device. */
export type Theme = 'light' | 'dark' | 'system'

const KEY = 'bazgasht.theme'
const systemIsDark = () => matchMedia('(prefers-color-scheme: dark)')
const watchers = new Set<() => void>()

/** The stored choice of this device. */
export function chosenTheme(): Theme {
  const stored = localStorage.getItem(KEY)
  return stored === 'light' || stored === 'dark' ? stored : 'system'
}

/** The choice, kept up to date. */
export function useTheme(): Theme {
  return useSyncExternalStore(watch, chosenTheme)
}

/** Shows and remembers a choice. */
export function chooseTheme(theme: Theme): void {
  if (theme === 'system') localStorage.removeItem(KEY)
  else localStorage.setItem(KEY, theme)
  showTheme()
  for (const changed of watchers) changed()
}

/** Keeps the page in step with the device for as long as nobody chose; called once at start. */
export function followSystemTheme(): void {
  systemIsDark().addEventListener('change', showTheme)
  showTheme()
}

function showTheme(): void {
  const theme = chosenTheme()
  const isDark = theme === 'dark' || (theme === 'system' && systemIsDark().matches)
  document.documentElement.dataset.theme = isDark ? 'dark' : 'light'
}

function watch(changed: () => void): () => void {
  watchers.add(changed)
  return () => void watchers.delete(changed)
}
