import type { Language } from '#pure/numbers'

interface Choice {
  readonly id: string
  readonly label: string
  readonly hint: string
}

const LOCALES: Record<Language, string> = { fa: 'fa-IR', en: 'en-GB' }
const FIRST_CURRENCIES = ['IRR', 'USD', 'EUR', 'GBP', 'AED', 'TRY']

/** Every time zone by its place, with what people there call their time. */
export function timeZoneChoices(language: Language): readonly Choice[] {
  return Intl.supportedValuesOf('timeZone').map((id) => ({ id, label: placeOf(id), hint: nameOfTime(id, language) }))
}

/** Every currency in the reader's words; those most likely wanted stand first. */
export function currencyChoices(language: Language): readonly Choice[] {
  const names = new Intl.DisplayNames(LOCALES[language], { type: 'currency' })
  const rest = Intl.supportedValuesOf('currency').filter((id) => !FIRST_CURRENCIES.includes(id))
  return [...FIRST_CURRENCIES, ...rest].map((id) => ({ id, label: names.of(id) ?? id, hint: id }))
}

/** The days of the week in their calendar order, Monday first, as Temporal numbers them. */
export function weekDayChoices(language: Language): readonly { readonly id: string; readonly label: string }[] {
  const name = new Intl.DateTimeFormat(LOCALES[language], { weekday: 'long', timeZone: 'UTC' })
  // 1 January 2024 was a Monday.
  return [6, 7, 1, 2, 3, 4, 5].map((day) => ({ id: String(day), label: name.format(Date.UTC(2024, 0, day)) }))
}

/** 'America/Argentina/Buenos_Aires' → 'Buenos Aires'. */
function placeOf(timeZone: string): string {
  return (timeZone.split('/').at(-1) ?? timeZone).replaceAll('_', ' ')
}

function nameOfTime(timeZone: string, language: Language): string {
  const parts = new Intl.DateTimeFormat(LOCALES[language], { timeZone, timeZoneName: 'longGeneric' }).formatToParts(0)
  return parts.find(({ type }) => type === 'timeZoneName')?.value ?? timeZone
}
