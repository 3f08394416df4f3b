import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { formatNumber } from '#pure/numbers'

export type Language = 'fa' | 'en'

/** The words of the screens by key, such as `imports:plan.start`; numbers are written in the language's digits. */
export type Words = (key: string, values?: Readonly<Record<string, string | number>>) => string

const PROJECT = join(import.meta.dirname, '..')

/** Reads the messages that the screens show, so that a test names a button by its key and not by its text. */
export function wordsOf(language: Language): Words {
  const found = new Map<string, string>()
  for (const file of globSync([`web/{,charts/,conditions/,permissions/}${language}.json`, `modules/*/web/{,*/}${language}.json`], {
    cwd: PROJECT,
  })) {
    const [, module = /^web\/(\w+)\//.exec(file)?.[1] ?? 'web', part] = /^modules\/([^/]+)\/web\/(?:([^/]+)\/)?\w+\.json$/.exec(file) ?? []
    collect(JSON.parse(readFileSync(join(PROJECT, file), 'utf8')), `${part ? `${module}-${part}` : module}:`, found)
  }
  return (key, values = {}) => {
    const text = found.get(key) ?? found.get(`${key}_${values.count === 1 ? 'one' : 'other'}`)
    if (text === undefined) throw new Error(`No message ${key}`)
    return text.replace(/\{\{(\w+)(?:, \w+)?\}\}/g, (_, name: string) => {
      const value = values[name] ?? ''
      return typeof value === 'number' ? formatNumber(value, language) : value
    })
  }
}

function collect(words: unknown, prefix: string, found: Map<string, string>): void {
  if (typeof words === 'string') found.set(prefix, words)
  if (typeof words !== 'object' || words === null) return
  for (const [key, value] of Object.entries(words)) collect(value, prefix.endsWith(':') ? prefix + key : `${prefix}.${key}`, found)
}
