import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { progressLine, sizesOf } from './backup-report.ts'
import { backupWord, RESTORE_HELP } from './backup-words.ts'
import { bootAsItIs } from './boot.ts'
import { HOLDINGS } from './holdings.ts'
import { MIGRATION_FOLDERS } from './migrations.ts'
import { stopAsked } from './stop.ts'
import { audit } from '#core/audit'
import { makeBackup } from '#core/backup/make-backup'
import type { BackupContents } from '#core/backup/reader'
import { checkBackup, restoreBackup, type RestoreOptions } from '#core/backup/restore-backup'
import { lockRestoring } from '#core/backup/staging'
import { languageOf, readConfig, withSecret, type Settings } from '#core/config'
import type { DbAddress } from '#core/db'
import { createServer } from '#core/server'
import { backupOf, fileNameOf, keptSecret } from '#modules/operations'
import { listWorkspaces, systemCtx } from '#modules/workspaces'
import { formatNumber, type Language } from '#pure/numbers'

const OPTIONS = {
  'verify-only': { type: 'boolean' },
  checksums: { type: 'boolean' },
  replace: { type: 'boolean' },
  'without-secret': { type: 'boolean' },
  'as-it-was': { type: 'boolean' },
  lang: { type: 'string' },
  help: { type: 'boolean' },
} as const

/** Brings a backup back, or only checks it: 0 when that is done, 1 when it is refused, 2 when the command line cannot be followed. */
export async function run(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({ args, allowPositionals: true, strict: false, options: OPTIONS })
  const language = values.lang === 'fa' || values.lang === 'en' ? values.lang : languageOf()
  const [file, more] = positionals
  if (values.help === true) return said(RESTORE_HELP[language], 0)
  const unknown = Object.keys(values).some((name) => !Object.hasOwn(OPTIONS, name))
  const wrong = values.checksums === true && values['verify-only'] !== true
  if (file === undefined || more !== undefined || unknown || wrong) return said(RESTORE_HELP[language], 2)
  const signal = stopAsked(() => undefined)
  const line = progressLine(language)
  const options = { signal, tell: line.show }
  try {
    const lines =
      values['verify-only'] === true
        ? await verify(resolve(file), { language, options, checksums: values.checksums === true })
        : await restore(resolve(file), {
            language,
            options,
            replace: values.replace === true,
            withoutSecret: values['without-secret'] === true,
            staysOld: values['as-it-was'] === true,
          })
    line.clear()
    return said(lines.join('\n'), 0)
  } catch (error) {
    line.clear()
    if (signal.aborted) return said(backupWord(language, 'left'), 1)
    throw error
  }
}

interface Verifying {
  readonly language: Language
  readonly options: RestoreOptions
  readonly checksums: boolean
}

async function verify(path: string, { language, options, checksums }: Verifying): Promise<string[]> {
  const contents = await checkBackup(path, MIGRATION_FOLDERS, options)
  const tables = contents.parts.filter(({ kind }) => kind === 'table')
  return [soundLine(path, contents, language), ...(checksums ? tables.map(({ name, rows, sha256 }) => `${name}\t${rows}\t${sha256}`) : [])]
}

function soundLine(file: string, { header, parts, bytes, checksum }: BackupContents, language: Language): string {
  const workspaces = formatNumber(header.workspaces, language)
  return backupWord(language, 'sound', {
    file,
    at: header.at,
    version: header.version,
    workspaces,
    checksum,
    ...sizesOf(parts, bytes, language),
  })
}

interface Restoring {
  readonly language: Language
  readonly options: RestoreOptions
  readonly replace: boolean
  readonly withoutSecret: boolean
  readonly staysOld: boolean
}

async function restore(path: string, { language, options, replace, withoutSecret, staysOld }: Restoring): Promise<string[]> {
  const settings = readConfig()
  // Before PostgreSQL is started: a file that cannot be restored leaves an empty folder empty.
  await checkBackup(path, MIGRATION_FOLDERS, options)
  const ground = await bootAsItIs(settings, {
    log: { info: () => undefined, warn: (text) => console.error(text) },
    alone: true,
    signal: options.signal,
  })
  const lock = lockRestoring(settings.dataFolder)
  const saved: string[] = []
  try {
    const wish = {
      address: ground.address,
      path,
      dataFolder: settings.dataFolder,
      secret: settings.secret,
      keptSecret: await keptSecret(settings),
      withoutSecret,
      staysOld,
      migrationFolders: MIGRATION_FOLDERS,
      mayReplace: replace,
    }
    const beforeReplacing = async () => void saved.push(await saveBefore(settings, ground.address, options))
    const { contents, migrated } = await restoreBackup(wish, { ...options, beforeReplacing })
    if (!staysOld) await writeDown(settings, ground.address, contents)
    const said = [backupWord(language, 'restored', sizesOf(contents.parts, contents.bytes, language))]
    if (migrated.length > 0) said.push(backupWord(language, 'brought_up', { count: formatNumber(migrated.length, language) }))
    return [...said, ...saved.map((file) => backupWord(language, 'saved_before', { file }))]
  } finally {
    lock.release()
    await ground.close()
  }
}

/** Every workspace's log says that what comes before was brought back, and from when. */
async function writeDown(settings: Settings, address: DbAddress, { header, checksum }: BackupContents): Promise<void> {
  const server = await createServer({ ...withSecret(settings), logLevel: 'silent' }, address, HOLDINGS)
  try {
    for (const workspace of await listWorkspaces(server.db)) {
      await audit(systemCtx(server, workspace), 'backup.restored', { kind: 'backup', id: null, details: { madeAt: header.at, checksum } })
    }
  } finally {
    await server.close()
  }
}

/** What is about to be replaced, in case that was a mistake. */
async function saveBefore(settings: Settings, address: DbAddress, { signal }: RestoreOptions): Promise<string> {
  const path = join(settings.backupsFolder, fileNameOf('before_restore', new Date()))
  await makeBackup(await backupOf(withSecret(settings), address, { path }), { signal })
  return path
}

function said(text: string, code: number): number {
  if (code === 0) console.log(text)
  else console.error(text)
  return code
}
