import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { PROJECT_FOLDER } from '#core/config'
import type { ErrorDetails } from '#core/errors'

type Language = 'fa' | 'en'
type Messages = Readonly<Record<string, string>>

const read = new Map<string, Messages>()

/** What an error says to people, from the same messages that the screens show; null when it has no words. */
export function errorText(language: Language, code: string, details: ErrorDetails = {}): string | null {
  const [area = '', name = ''] = code.split('.', 2)
  const messages = errorsOf(area, language)
  const text = messages[pluralOf(messages, name, { language, count: details.count })]
  return text === undefined ? null : filled(text, details, language)
}

/** Every code that has words, by area and name. */
export function errorCodes(areas: readonly string[]): string[] {
  return areas
    .flatMap((area) => Object.keys(errorsOf(area, 'en')).map((name) => `${area}.${name}`))
    .filter((code) => !/_(?:one|other)$/.test(code))
}

function pluralOf(messages: Messages, name: string, { language, count }: { language: Language; count: unknown }): string {
  if (typeof count !== 'number') return name
  const plural = `${name}_${new Intl.PluralRules(language).select(count)}`
  return plural in messages ? plural : name
}

/** `{{name}}` and `{{name, number}}`. */
function filled(text: string, details: ErrorDetails, language: Language): string {
  return text.replace(/\{\{\s*(\w+)\s*(?:,[^}]*)?\}\}/g, (placeholder, name: string) => {
    const value = details[name]
    if (value === undefined || value === null) return placeholder
    if (typeof value === 'number') return new Intl.NumberFormat(language === 'fa' ? 'fa-IR' : 'en').format(value)
    return typeof value === 'object' ? value.join(language === 'fa' ? '، ' : ', ') : String(value)
  })
}

function errorsOf(area: string, language: Language): Messages {
  const folder = area === 'core' ? 'web' : `modules/${area}/web`
  const file = join(PROJECT_FOLDER, folder, `${language}.json`)
  const known = read.get(file)
  if (known) return known
  const messages = /^[a-z]+$/.test(area) && existsSync(file) ? textsIn(JSON.parse(readFileSync(file, 'utf8'))) : {}
  read.set(file, messages)
  return messages
}

function textsIn(messages: unknown): Messages {
  if (typeof messages !== 'object' || messages === null || !('errors' in messages)) return {}
  const { errors } = messages
  if (typeof errors !== 'object' || errors === null) return {}
  return Object.fromEntries(Object.entries(errors).filter((entry): entry is [string, string] => typeof entry[1] === 'string'))
}
