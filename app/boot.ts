import { accessSync, constants, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type pg from 'pg'
import { backUpBeforeUpgrade } from './cli-upgrade-backup.ts'
import { MIGRATION_FOLDERS } from './migrations.ts'
import { finishRestoring, lockRestoring, wasRestoring } from '#core/backup/staging'
import { withSecret, type Config, type Settings } from '#core/config'
import { connectClient, type DbAddress } from '#core/db'
import { refused } from '#core/errors'
import { lockInstance } from '#core/instance-lock'
import { migrate } from '#core/migrate'
import { startPostgres, type PostgresLog } from '#core/postgres'

/** What every command that needs the database stands on. */
export interface Ground {
  readonly config: Config
  readonly address: DbAddress
  /** Names of the migrations applied by this start. */
  readonly migrated: readonly string[]
  /** Lets go of everything, PostgreSQL last. */
  readonly close: () => Promise<void>
}

interface Options {
  readonly log: PostgresLog
  /** True for the server, of which a data folder has one; other commands work beside it. */
  readonly alone?: boolean
  readonly signal?: AbortSignal
}

/**
 * Data folder, instance lock, PostgreSQL, migrations: in this order, and taken back in the reverse one when a step fails or the signal comes.
 * With a database of one's own the lock is not taken, because several processes may then serve one shop.
 */
export async function boot(settings: Settings, { log, alone = false, signal }: Options): Promise<Ground> {
  await using steps = new AsyncDisposableStack()
  prepareDataFolder(settings.dataFolder)
  if (alone && !settings.databaseUrl) {
    const lock = lockInstance(settings.dataFolder)
    steps.defer(() => lock.release())
  }
  signal?.throwIfAborted()
  const address = await reachDatabase(settings, steps, { log, signal })
  signal?.throwIfAborted()
  // The secret comes after what a restore may have left to be put in its place.
  await finishInterruptedRestore(settings.dataFolder, address)
  const config = withSecret(settings)
  const migrated = await migrateDatabase(address, config)
  signal?.throwIfAborted()
  const held = steps.move()
  return { config, address, migrated, close: () => held.disposeAsync() }
}

/** The database as it is: nothing is migrated, and no secret is made. `alone` as in `boot`. */
export async function bootAsItIs(settings: Settings, { log, alone = false, signal }: Options): Promise<Pick<Ground, 'address' | 'close'>> {
  await using steps = new AsyncDisposableStack()
  prepareDataFolder(settings.dataFolder)
  if (alone && !settings.databaseUrl) {
    const lock = lockInstance(settings.dataFolder)
    steps.defer(() => lock.release())
  }
  const address = await reachDatabase(settings, steps, { log, signal })
  signal?.throwIfAborted()
  await withClient(address, refuseOldDatabase)
  await finishInterruptedRestore(settings.dataFolder, address)
  const held = steps.move()
  return { address, close: () => held.disposeAsync() }
}

/** A restore that was killed has happened whole or not at all, as far as the database goes; its files follow the database. */
async function finishInterruptedRestore(dataFolder: string, address: DbAddress): Promise<void> {
  if (!wasRestoring(dataFolder)) return
  const lock = lockRestoring(dataFolder)
  try {
    await withClient(address, (client) => finishRestoring(dataFolder, client))
  } finally {
    lock.release()
  }
}

function prepareDataFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK)
    // Access bits promise; a read-only or full disk shows only when something is written.
    const trial = join(folder, `.trial-${process.pid}`)
    writeFileSync(trial, 'x')
    rmSync(trial)
  } catch (error) {
    throw refused('core.folder_not_writable', { folder, reason: codeOf(error) })
  }
}

async function reachDatabase(
  settings: Settings,
  steps: AsyncDisposableStack,
  options: { log: PostgresLog; signal?: AbortSignal },
): Promise<DbAddress> {
  if (settings.databaseUrl) return { connectionString: settings.databaseUrl, connectionTimeoutMillis: 10_000 }
  const postgres = await startPostgres({ dataFolder: settings.dataFolder, ...options })
  steps.defer(postgres.stop)
  return postgres.address
}

async function migrateDatabase(address: DbAddress, config: Config): Promise<string[]> {
  return withClient(address, async (client) => {
    await refuseOldDatabase(client)
    return migrate(client, MIGRATION_FOLDERS, () => backUpBeforeUpgrade(address, config))
  })
}

async function withClient<T>(address: DbAddress, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = await connect(address)
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

async function connect(address: DbAddress): Promise<pg.Client> {
  try {
    return await connectClient(address)
  } catch (error) {
    throw refused('core.database_unreachable', { reason: codeOf(error) })
  }
}

async function refuseOldDatabase(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ server_version: string }>('show server_version')
  const version = rows[0]?.server_version ?? ''
  if (Number.parseInt(version) < 18) throw refused('core.database_too_old', { version, wanted: 18 })
}

/** The system's word for it (EACCES, ECONNREFUSED, 28P01), else what the error says. */
function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  return 'code' in error && typeof error.code === 'string' ? error.code : error.message
}
