import { parseArgs } from 'node:util'
import { resolve } from 'node:path'
import { progressLine, sizesOf } from './backup-report.ts'
import { BACKUP_HELP, backupWord } from './backup-words.ts'
import { bootAsItIs } from './boot.ts'
import { stopAsked } from './stop.ts'
import { makeBackup, type MadeBackup } from '#core/backup/make-backup'
import { languageOf, readConfig, withSecret } from '#core/config'
import { backupOf } from '#modules/operations'
import type { Language } from '#pure/numbers'

/** Writes a backup: 0 when the file is whole, 1 when there is none, 2 when the command line cannot be followed. */
export async function run(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    strict: false,
    options: { force: { type: 'boolean' }, 'without-files': { type: 'boolean' }, lang: { type: 'string' }, help: { type: 'boolean' } },
  })
  const language = values.lang === 'fa' || values.lang === 'en' ? values.lang : languageOf()
  const [file, more] = positionals
  if (values.help === true) return said(BACKUP_HELP[language], 0)
  const unknown = Object.keys(values).some((name) => !['force', 'without-files', 'lang', 'help'].includes(name))
  if (file === undefined || more !== undefined || unknown) return said(BACKUP_HELP[language], 2)
  return backUp(resolve(file), { language, keepsFiles: values['without-files'] !== true, mayReplace: values.force === true })
}

interface Options {
  readonly language: Language
  readonly keepsFiles: boolean
  readonly mayReplace: boolean
}

async function backUp(path: string, { language, ...wish }: Options): Promise<number> {
  const settings = readConfig()
  const signal = stopAsked(() => undefined)
  const line = progressLine(language)
  try {
    const ground = await bootAsItIs(settings, { log: { info: () => undefined, warn: (text) => console.error(text) }, signal })
    try {
      const all = await backupOf(withSecret(settings), ground.address, { path, ...wish })
      const made = await makeBackup(all, { signal, tell: (progress) => line.show('writing', progress) })
      line.clear()
      return said(summary(made, language), 0)
    } finally {
      await ground.close()
    }
  } catch (error) {
    line.clear()
    if (signal.aborted) return said(backupWord(language, 'left'), 1)
    throw error
  }
}

function summary({ path, parts, bytes, checksum }: MadeBackup, language: Language): string {
  const hasSecret = parts.some(({ kind }) => kind === 'secret')
  const written = backupWord(language, 'written', { file: path, checksum, ...sizesOf(parts, bytes, language) })
  return `${written}\n${backupWord(language, hasSecret ? 'holds_secret' : 'needs_secret')}`
}

function said(text: string, code: number): number {
  if (code === 0) console.log(text)
  else console.error(text)
  return code
}
