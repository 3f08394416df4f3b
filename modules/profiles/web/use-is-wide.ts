import { useSyncExternalStore } from 'react'

const WIDE = '(min-width: 64rem)'

/** Whether there is room for three columns. */
export function useIsWide(): boolean {
  return useSyncExternalStore(watch, () => window.matchMedia(WIDE).matches)
}

function watch(changed: () => void): () => void {
  const media = window.matchMedia(WIDE)
  media.addEventListener('change', changed)
  return () => media.removeEventListener('change', changed)
}
