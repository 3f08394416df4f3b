import i18next from 'i18next'
import { useSyncExternalStore } from 'react'
import type { Preferences } from '#api/workspaces'

/** How this person reads, but for language and theme, which have copies of their own. */
export type Reading = Pick<Preferences, 'density' | 'digits' | 'calendar'>

const KEY = 'bazgasht.reading'
const USUAL: Reading = { density: 'comfortable', digits: 'language', calendar: 'workspace' }
const watchers = new Set<() => void>()
let reading = USUAL

/** Begins as this device last showed its pages, before the session is known; called once at start. */
export function startReading(): void {
  reading = stored(localStorage.getItem(KEY))
  showDensity()
}

/** The choices now in force. */
export function readingNow(): Reading {
  return reading
}

/** The choices now in force, kept up to date. */
export function useReading(): Reading {
  return useSyncExternalStore(watch, readingNow)
}

/** Shows and remembers choices. Sentences with numbers are written anew when their digits are others. */
export async function showReading({ density, digits, calendar }: Reading): Promise<void> {
  const before = reading
  if (before.density === density && before.digits === digits && before.calendar === calendar) return
  reading = { density, digits, calendar }
  localStorage.setItem(KEY, JSON.stringify(reading))
  showDensity()
  for (const changed of watchers) changed()
  if (before.digits !== digits) await i18next.changeLanguage(i18next.language)
}

function showDensity(): void {
  document.documentElement.dataset.density = reading.density
}

function watch(changed: () => void): () => void {
  watchers.add(changed)
  return () => void watchers.delete(changed)
}

/** What was remembered, where it still makes sense. */
function stored(text: string | null): Reading {
  try {
    const { density, digits, calendar } = JSON.parse(text ?? '{}')
    return {
      density: density === 'compact' ? density : USUAL.density,
      digits: digits === 'latin' || digits === 'persian' ? digits : USUAL.digits,
      calendar: calendar === 'gregorian' || calendar === 'persian' ? calendar : USUAL.calendar,
    }
  } catch {
    return USUAL
  }
}
