import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { connectClient, type DbAddress } from '#core/db'
import { refused } from '#core/errors'
import { applyWithin, readMigrations } from '#core/migrate'
import { fingerprintOf } from './fingerprint.ts'
import type { BackupHeader, BackupProgress } from './format.ts'
import { emptyDatabase, hasWorkspaces, refuseInUse, refuseStrangeTables } from './target.ts'
import { addKeys, compareTables, dropKeys, guardTables, loadTable, unguardTables } from './load.ts'
import { readBackup, type BackupContents } from './reader.ts'
import { beginStaging, finishRestoring, type Staging } from './staging.ts'
import { nameList, SAME_TEXT } from './tables.ts'

/** Where a backup goes, and what stands there. */
export interface RestoreWish {
  readonly address: DbAddress
  readonly path: string
  readonly dataFolder: string
  /** The secret that this installation was given from outside; null when it keeps its own. */
  readonly secret: string | null
  /** The one that it keeps already; null when there is none. */
  readonly keptSecret: string | null
  /** Goes on although sealed texts cannot be opened again. */
  readonly withoutSecret: boolean
  readonly migrationFolders: readonly string[]
  readonly mayReplace: boolean
  /** Stays at the version that made the backup, for a program of that version to start on. */
  readonly staysOld: boolean
}

export interface RestoreOptions {
  readonly tell?: (step: RestoreStep, progress: BackupProgress) => void
  readonly signal?: AbortSignal
  /** Called once the file is known to be sound, before what stands there is replaced. */
  readonly beforeReplacing?: () => Promise<void>
}

export type RestoreStep = 'checking' | 'loading' | 'building' | 'comparing'

/** A backup that was brought back. */
export interface Restored {
  readonly contents: BackupContents
  /** Steps that this version is ahead of the one that made the backup. */
  readonly migrated: readonly string[]
}

/**
 * Brings a backup back: checks the whole file, then loads it in one transaction, compares every table with the checksum in the file, and brings
 * the database up to this version. Whatever happens on the way, what stood there stands, or what was restored is whole.
 */
export async function restoreBackup(wish: RestoreWish, options: RestoreOptions = {}): Promise<Restored> {
  const contents = await checkBackup(wish.path, wish.migrationFolders, options)
  refuseOtherSecret(contents.header, wish)
  const client = await connectClient(wish.address)
  const stop = () => void client.end().catch(() => undefined)
  options.signal?.addEventListener('abort', stop, { once: true })
  try {
    options.signal?.throwIfAborted()
    await refuseInUse(client)
    await refuseStrangeTables(client)
    if (await hasWorkspaces(client)) {
      if (!wish.mayReplace) throw refused('operations.restore_not_empty')
      await options.beforeReplacing?.()
    }
    return await replaceAll(client, { wish, options, contents })
  } catch (error) {
    options.signal?.throwIfAborted()
    throw error
  } finally {
    options.signal?.removeEventListener('abort', stop)
    await client.end().catch(() => undefined)
  }
}

/** Reads a backup to its end and says what it holds; refuses one that is damaged, cut off, foreign, or of a newer version. */
export async function checkBackup(
  path: string,
  migrationFolders: readonly string[],
  options: RestoreOptions = {},
): Promise<BackupContents> {
  const { signal, tell } = options
  const contents = await readBackup(path, {}, { signal, tell: (progress) => tell?.('checking', progress) })
  const known = new Map((await readMigrations(migrationFolders)).map((each) => [each.name, each.checksum]))
  const { version } = contents.header
  for (const { name, checksum } of contents.header.migrations) {
    if (!known.has(name)) throw refused('operations.backup_newer', { file: path, version, migration: name })
    if (known.get(name) !== checksum) throw refused('operations.backup_of_other_build', { file: path, version, migration: name })
  }
  return contents
}

function refuseOtherSecret({ hasSecret, fingerprint }: BackupHeader, { secret, keptSecret, withoutSecret, path }: RestoreWish): void {
  if (withoutSecret || (hasSecret && !secret)) return
  const given = secret ?? keptSecret
  if (given === null || fingerprintOf(given) !== fingerprint) throw refused('operations.backup_other_secret', { file: path })
}

interface Restoring {
  readonly wish: RestoreWish
  readonly options: RestoreOptions
  readonly contents: BackupContents
}

async function replaceAll(client: pg.Client, { wish, options, contents }: Restoring): Promise<Restored> {
  const id = randomUUID()
  const staging = await beginStaging(wish.dataFolder, id)
  try {
    const migrations = await readMigrations(wish.migrationFolders)
    const then = new Set(contents.header.migrations.map(({ name }) => name))
    const since = wish.staysOld ? [] : migrations.filter(({ name }) => !then.has(name))
    await client.query('begin')
    await client.query(SAME_TEXT)
    await emptyDatabase(client)
    await applyWithin(
      client,
      migrations.filter(({ name }) => then.has(name)),
    )
    await loadAll(client, staging, { wish, options, contents })
    await applyWithin(client, since)
    // The sign by which the next start knows that what was staged belongs to this database.
    await client.query(`comment on table migrations is 'restored ${id}'`)
    await staging.settle()
    await client.query('commit')
    await finishRestoring(wish.dataFolder, client)
    return { contents, migrated: since.map(({ name }) => name) }
  } catch (error) {
    await client.query('rollback').catch(() => undefined)
    await staging.abandon()
    throw error
  }
}

/** Rows come without the keys and indexes of their tables, which are then built at once: faster by far, and rows need no order. */
async function loadAll(client: pg.Client, staging: Staging, { wish, options, contents }: Restoring): Promise<void> {
  const keys = await dropKeys(client)
  const guarded = await unguardTables(client)
  const again = await readBackup(
    wish.path,
    {
      part: async (part, chunks) => {
        if (part.kind === 'table') return loadTable(client, part, chunks)
        if (part.kind === 'secret' && wish.secret) return undefined
        return staging.put(part, chunks)
      },
    },
    { signal: options.signal, tell: (progress) => options.tell?.('loading', progress) },
  )
  if (again.checksum !== contents.checksum) throw refused('operations.backup_damaged', { file: wish.path })
  const tables = contents.parts.filter(({ kind }) => kind === 'table')
  await compareTables(client, tables, (progress) => options.tell?.('comparing', progress))
  await addKeys(client, keys, (progress) => options.tell?.('building', progress))
  await guardTables(client, guarded)
  await client.query(`analyze ${nameList(contents.header.tables)}`)
}
