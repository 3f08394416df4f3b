import i18next, { type i18n, type ResourceLanguage } from 'i18next'
import { initReactI18next } from 'react-i18next'
import { inDigits, type Language, numberFormat } from '#pure/numbers'
import { readingNow } from '#web/reading.ts'

export const LANGUAGES = ['fa', 'en'] as const satisfies readonly Language[]

/** What each language calls itself; shown untranslated, so that everyone finds their own. */
export const LANGUAGE_NAMES: Record<Language, string> = { fa: 'فارسی', en: 'English' }

const KEY = 'bazgasht.language'

type Load = () => Promise<{ messages: Record<string, object> }>

// Two chunks a language: what the first pages say, and all the rest, so that a visitor loads only the words they read.
const first: Record<Language, Load> = { fa: () => import('./languages/fa.ts'), en: () => import('./languages/en.ts') }
const rest: Record<Language, Load> = { fa: () => import('./languages/fa-all.ts'), en: () => import('./languages/en-all.ts') }

/** Starts translating in the language of this device; resolves when the first words can be shown. */
export async function startLanguage(language: Language = deviceLanguage()): Promise<i18n> {
  await i18next.use(initReactI18next).init({
    lng: language,
    ns: ['web'],
    defaultNS: 'web',
    fallbackLng: false,
    resources: { [language]: await messagesOf(first[language]) },
    interpolation: { escapeValue: false },
    returnNull: false,
  })
  i18next.services.formatter?.add('number', numberIn)
  i18next.services.formatter?.add('wait', waitIn)
  showLanguage(language)
  return i18next
}

/** Brings the words of every module; resolves at once when they are there. Pages that are not among the first wait for it. */
export async function loadAllWords(): Promise<void> {
  const language = languageNow()
  if (!i18next.hasResourceBundle(language, 'customers')) await addWords(language, rest[language])
}

/** Switches the whole page, without reloading it, and remembers the choice on this device. */
export async function chooseLanguage(language: Language): Promise<void> {
  localStorage.setItem(KEY, language)
  await showLanguageOf(language)
}

/** Switches the whole page and remembers nothing. */
export async function showLanguageOf(language: Language): Promise<void> {
  await Promise.all([addWords(language, first[language]), addWords(language, rest[language])])
  await i18next.changeLanguage(language)
  showLanguage(language)
}

/** The language now shown. */
export function languageNow(): Language {
  return i18next.language === 'fa' ? 'fa' : 'en'
}

/** What this device chose before, or what its browser prefers. */
export function deviceLanguage(): Language {
  const stored = localStorage.getItem(KEY)
  if (stored === 'fa' || stored === 'en') return stored
  return preferredLanguage(navigator.languages)
}

/** The first of the browser's languages that we speak; English when there is none. */
export function preferredLanguage(wanted: readonly string[]): Language {
  for (const each of wanted) {
    if (/^fa\b/i.test(each)) return 'fa'
    if (/^en\b/i.test(each)) return 'en'
  }
  return 'en'
}

/** Numbers inside sentences, in the digits that this person reads. */
function numberIn(value: number, language: string | undefined, options: Intl.NumberFormatOptions): string {
  return inDigits(numberFormat(language === 'fa' ? 'fa' : 'en', options).format(value), readingNow().digits)
}

/** Seconds to wait as a person would say them. */
function waitIn(seconds: number, language: string | undefined): string {
  const [unit, value] = seconds < 90 ? (['second', seconds] as const) : (['minute', Math.ceil(seconds / 60)] as const)
  return numberIn(value, language, { style: 'unit', unit, unitDisplay: 'long' })
}

async function addWords(language: Language, load: Load): Promise<void> {
  for (const [namespace, words] of Object.entries(await messagesOf(load))) i18next.addResourceBundle(language, namespace, words, true, true)
}

async function messagesOf(load: Load): Promise<ResourceLanguage> {
  const { messages } = await load()
  return Object.fromEntries(Object.entries(messages).map(([file, words]) => [namespaceOf(file), { ...words }]))
}

/** '../../modules/orders/web/fa.json' → 'orders', '../../modules/insights/web/why/fa.json' → 'insights-why'; the kit's own are 'web', 'charts', 'conditions' and 'permissions'. */
function namespaceOf(file: string): string {
  const own = /^\.\.\/(charts|conditions|permissions)\//.exec(file)?.[1]
  if (own) return own
  const [, module = 'web', part] = /modules\/([^/]+)\/web\/(?:([^/]+)\/)?\w+\.json$/.exec(file) ?? []
  return part ? `${module}-${part}` : module
}

function showLanguage(language: Language): void {
  document.documentElement.lang = language
  document.documentElement.dir = language === 'fa' ? 'rtl' : 'ltr'
}
