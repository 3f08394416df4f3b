/** What a person chose; 'system' follows the device. */
export type Theme = 'light' | 'dark' | 'system'

const KEY = 'bazgasht.theme'
const systemIsDark = () => matchMedia('(prefers-color-scheme: dark)')

/** The stored choice of this device. */
export function chosenTheme(): Theme {
  const stored = localStorage.getItem(KEY)
  return stored === 'light' || stored === 'dark' ? stored : 'system'
}

/** Shows and remembers a choice. */
export function chooseTheme(theme: Theme): void {
  if (theme === 'system') localStorage.removeItem(KEY)
  else localStorage.setItem(KEY, theme)
  showTheme()
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
