/** Writes the table of settings in README.md, from the comments in core/config.ts: node scripts/settings-table.ts */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const ROOT = join(import.meta.dirname, '..')
const README = join(ROOT, 'README.md')
const TABLE = /(?<=<!-- settings -->\n)[\s\S]*?(?=\n<!-- \/settings -->)/

/** The table as the comments on core/config.ts's settings make it. */
export function settingsTable(): string {
  const code = readFileSync(join(ROOT, 'core', 'config.ts'), 'utf8')
  const [, settings = ''] = /export interface Settings \{([\s\S]*?)\n\}/.exec(code) ?? []
  const rows = [...settings.matchAll(/\/\*\* ([A-Z_=a-z0-9, ]+): (.*?) \*\//g)].map(
    ([, names = '', meaning = '']) => `| ${asCode(names)} | ${sentence(meaning)} |`,
  )
  if (rows.length !== settings.match(/\breadonly\b/g)?.length) throw new Error('a setting does not say its variable')
  return ['', '| Variable | What it sets |', '| --- | --- |', ...rows, ''].join('\n')
}

/** The table as it stands in README.md. */
export function tableInReadme(): string {
  return TABLE.exec(readFileSync(README, 'utf8'))?.[0] ?? ''
}

const asCode = (names: string) => names.replaceAll(/[A-Z]+(?:_[A-Z]+)*(?:=\w+)?/g, '`$&`')

const sentence = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)

if (import.meta.main) writeFileSync(README, readFileSync(README, 'utf8').replace(TABLE, settingsTable()))
