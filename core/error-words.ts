import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { PROJECT_FOLDER } from '#core/config'
import type { ErrorDetails } from '#core/errors'

type Language = 'fa' | 'en'
type Messages = Readonly<Record<string, string>>

const read = new Map<string, Messages>()

/** What an error says to people, from the same messages that the screens show; null when it has no words. */
export function errorText(language: Language, code: string, details: ErrorDetails = {}): string | null {
  const [module = '', key = ''] = code.split('.', 2)
  return moduleText(module, `errors.${key}`, { language, details })
}

interface Reading {
  readonly language: Language
  readonly details: ErrorDetails
}

/** A text of a module's messages by its path, `group.name`, with its details filled in; null when there is none. */
export function moduleText(module: string, path: string, { language, details }: Reading): string | null {
  const [group = '', key = ''] = path.split('.', 2)
  const messages = groupOf(module, group, language)
  const text = messages[pluralOf(messages, key, { language, count: details.count })]
  return text === undefined ? null : filled(text, details, language)
}

/** Every code that has words, by area and name. */
export function errorCodes(areas: readonly string[]): string[] {
  return areas
    .flatMap((area) => Object.keys(groupOf(area, 'errors', 'en')).map((name) => `${area}.${name}`))
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

/** Of a module with its parts, or of one part. */
function groupOf(area: string, group: string, language: Language): Messages {
  const folder = area === 'core' ? 'web' : `modules/${area.replace(/-.*/, '')}/web/${area.replace(/^[a-z]+-?/, '')}`
  const place = `${folder} ${language} ${group}`
  const known = read.get(place)
  if (known) return known
  const files = /^[a-z]+(?:-[a-z]+)?$/.test(area) ? globSync(`${folder}/{,*/}${language}.json`, { cwd: PROJECT_FOLDER }) : []
  const texts = files.map((file) => textsIn(JSON.parse(readFileSync(join(PROJECT_FOLDER, file), 'utf8')), group))
  const messages: Messages = Object.assign({}, ...texts)
  read.set(place, messages)
  return messages
}

function textsIn(messages: unknown, group: string): Messages {
  if (typeof messages !== 'object' || messages === null) return {}
  const found = Object.entries(messages).find(([name]) => name === group)?.[1]
  if (typeof found !== 'object' || found === null) return {}
  return Object.fromEntries(Object.entries(found).filter((entry): entry is [string, string] => typeof entry[1] === 'string'))
}
