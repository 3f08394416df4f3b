import { createReadStream } from 'node:fs'
import { join } from 'node:path'
import type pg from 'pg'
import { to } from 'pg-copy-streams'
import { connectClient, type DbAddress } from '#core/db'
import { refused } from '#core/errors'
import { fingerprintOf } from './fingerprint.ts'
import type { BackupHeader, BackupProgress, Part } from './format.ts'
import { listFiles } from './stored-files.ts'
import { AS_THEY_LIE, listTables, nameList, nameText, SAME_TEXT, type CopiedTable } from './tables.ts'
import { hasWorkspaces } from './target.ts'
import { beginBackup, type BackupWriter } from './writer.ts'

/** What is to be backed up, and where to. */
export interface BackupWish {
  readonly address: DbAddress
  readonly path: string
  readonly dataFolder: string
  readonly version: string
  readonly secret: string
  /** False when the secret was set from outside: who set it keeps it. */
  readonly keepsSecret: boolean
  /** False leaves uploads and the like out. */
  readonly keepsFiles: boolean
  /** Tables whose rows only mean something on this machine, at this time. */
  readonly leaveOut: readonly string[]
  readonly mayReplace: boolean
}

interface Options {
  readonly tell?: (progress: BackupProgress) => void
  readonly signal?: AbortSignal
}

/** A backup that was made. */
export interface MadeBackup {
  readonly path: string
  readonly bytes: number
  readonly checksum: string
  readonly parts: readonly Part[]
}

/**
 * Writes everything into one file, as it was at one moment, while others go on working. Reads on one connection: two cores are busy with one that
 * copies and one process that packs. Throws `operations.backup_…` when the file cannot be written, and the signal's reason when it aborts.
 */
export async function makeBackup(wish: BackupWish, options: Options = {}): Promise<MadeBackup> {
  const client = await connectClient(wish.address)
  const stop = () => void client.end().catch(() => undefined)
  options.signal?.addEventListener('abort', stop, { once: true })
  try {
    options.signal?.throwIfAborted()
    return await copyAll(client, wish, options)
  } catch (error) {
    options.signal?.throwIfAborted()
    throw error
  } finally {
    options.signal?.removeEventListener('abort', stop)
    await client.end().catch(() => undefined)
  }
}

async function copyAll(client: pg.Client, wish: BackupWish, options: Options): Promise<MadeBackup> {
  if (!(await hasWorkspaces(client))) throw refused('operations.backup_nothing')
  const tables = await holdStill(client)
  const workspaceIds = (await client.query<{ id: string }>('select id from workspaces order by created_at, id')).rows.map(({ id }) => id)
  const header = await headerOf(client, wish, { tables, workspaces: workspaceIds.length })
  const writer = await beginBackup(wish.path, header, wish.mayReplace)
  try {
    const parts: Part[] = []
    if (wish.keepsSecret) parts.push(await writer.part({ kind: 'secret', name: 'secret', columns: [] }, once(wish.secret)))
    if (wish.keepsFiles) parts.push(...(await copyFiles(writer, wish.dataFolder, options)))
    const copied = tables.filter(({ name }) => !wish.leaveOut.includes(name))
    parts.push(...(await copyTables({ client, writer, workspaceIds, options }, copied)))
    await client.query('commit')
    return { path: wish.path, parts, ...(await writer.finish()) }
  } catch (error) {
    await writer.abandon()
    throw error
  }
}

/** Begins a snapshot, with tables that nobody can change the shape of until it ends. */
async function holdStill(client: pg.Client): Promise<CopiedTable[]> {
  const known = await listTables(client)
  await client.query('begin isolation level repeatable read read only')
  await client.query(`${SAME_TEXT};${AS_THEY_LIE}`)
  if (known.length > 0) await client.query(`lock table ${nameList(known.map(({ name }) => name))} in access share mode`)
  return (await listTables(client)).filter(({ name }) => name !== 'migrations')
}

async function headerOf(
  client: pg.Client,
  { version, keepsSecret, keepsFiles, secret }: BackupWish,
  { tables, workspaces }: { tables: readonly CopiedTable[]; workspaces: number },
): Promise<BackupHeader> {
  const applied = await client.query<{ name: string; checksum: string }>('select name, checksum from migrations order by applied_at, name')
  const server = await client.query<{ server_version: string }>('show server_version')
  return {
    version,
    at: new Date().toISOString(),
    postgres: server.rows[0]?.server_version ?? '',
    migrations: applied.rows.map(({ name, checksum }) => ({ name, checksum })),
    workspaces,
    hasSecret: keepsSecret,
    fingerprint: fingerprintOf(secret),
    hasFiles: keepsFiles,
    tables: tables.map(({ name }) => name),
  }
}

/** Files first: one that a row speaks of is written before the row and removed after it, so the nearer to the snapshot the better. */
async function copyFiles(writer: BackupWriter, dataFolder: string, { tell, signal }: Options): Promise<Part[]> {
  const parts: Part[] = []
  for (const name of await listFiles(dataFolder)) {
    signal?.throwIfAborted()
    tell?.({ part: name, share: 0 })
    const chunks = await openedFile(join(dataFolder, name))
    if (chunks) parts.push(await writer.part({ kind: 'file', name, columns: [] }, chunks))
  }
  return parts
}

/** Null when it was removed since it was listed. */
async function openedFile(path: string): Promise<AsyncIterable<Uint8Array> | null> {
  const stream = createReadStream(path)
  return new Promise((resolve, reject) => {
    stream.once('open', () => resolve(stream))
    stream.once('error', (error) => ('code' in error && error.code === 'ENOENT' ? resolve(null) : reject(error)))
  })
}

interface Copying {
  readonly client: pg.Client
  readonly writer: BackupWriter
  readonly workspaceIds: readonly string[]
  readonly options: Options
}

async function copyTables({ client, writer, workspaceIds, options }: Copying, tables: readonly CopiedTable[]): Promise<Part[]> {
  const all = tables.reduce((sum, { size }) => sum + size, 1)
  const parts: Part[] = []
  let before = 0
  for (const table of tables) {
    const { name, columns, size } = table
    const state = { rows: 0, bytes: 0 }
    const told = () => options.tell?.({ part: name, share: (before + Math.min(size, state.bytes)) / all })
    told()
    const chunks = rowsOf(client, table, { workspaceIds, state, told })
    parts.push(await writer.part({ kind: 'table', name, columns: [...columns] }, chunks, () => state.rows))
    before += size
  }
  return parts
}

interface RowsOptions {
  readonly workspaceIds: readonly string[]
  readonly state: { rows: number; bytes: number }
  readonly told: () => void
}

/**
 * What COPY writes of one table. The application's role is held by row-level security even though it owns the tables, and it stays held: guarded
 * tables are read workspace by workspace. The id stands in the text for Citus, and so that the planner knows how much of the table that is.
 */
async function* rowsOf(
  client: pg.Client,
  { name, columns, isGuarded }: CopiedTable,
  { workspaceIds, state, told }: RowsOptions,
): AsyncGenerator<Uint8Array> {
  const list = nameList(columns)
  const queries = isGuarded
    ? workspaceIds.map((id) => [
        `set local app.workspace_id = '${id}'`,
        `select ${list} from ${nameText(name)} where workspace_id = '${id}'`,
      ])
    : [[`set local app.workspace_id = ''`, `select ${list} from ${nameText(name)}`]]
  for (const [workspace = '', rows = ''] of queries) {
    await client.query(workspace)
    const stream = client.query(to(`copy (${rows}) to stdout`))
    for await (const chunk of stream) {
      state.bytes += chunk.length
      told()
      yield chunk
    }
    state.rows += stream.rowCount
  }
}

async function* once(text: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(text)
}
