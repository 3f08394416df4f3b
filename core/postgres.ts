import { setTimeout as wait } from 'node:timers/promises'
import { join } from 'node:path'
import { refused } from '#core/errors'
import { waitForFileLock, takeFileLock, type FileLock } from '#core/file-lock'
import type { DbAddress } from '#core/db'
import { postgresAccount } from '#core/postgres-account'
import { createCluster, lastWords, liveServer, spawnServer, type Cluster } from '#core/postgres-cluster'
import { addressOf, ensureDatabase, serverAnswers } from '#core/postgres-door'
import { postgresPrograms } from '#core/postgres-programs'
import { serverSettings, type ServerSettings } from '#core/postgres-settings'

/** The embedded server, running. */
export interface Postgres {
  /** The application's own role, which owns the database and is no superuser. */
  readonly address: DbAddress
  readonly superuser: DbAddress
  /** The number of the server's process; another one after it had to be started again. */
  readonly pid: () => number
  /** Lets go of the server, and stops it unless another process still uses it. */
  readonly stop: () => Promise<void>
}

/** Where the supervisor says what happened; pino's loggers fit. */
export interface PostgresLog {
  info(text: string): void
  warn(text: string): void
}

interface Options {
  readonly dataFolder: string
  readonly log: PostgresLog
  readonly settings?: ServerSettings
  readonly signal?: AbortSignal
}

const RECOVERY_LIMIT = 15 * 60_000
const STOP_LIMIT = 60_000

/**
 * Starts PostgreSQL on the cluster in the data folder, making it at first; adopts a server that outlived its last process.
 * The server is watched and started again should it die. Throws `core.postgres_failed` with its last words.
 */
export async function startPostgres(options: Options): Promise<Postgres> {
  const starting = await startingLock(options.dataFolder)
  try {
    return await startAlone(options)
  } finally {
    starting.release()
  }
}

/** The caller holds the starting lock, so nobody else makes, starts or stops the cluster meanwhile. */
async function startAlone(options: Options): Promise<Postgres> {
  const folder = join(options.dataFolder, 'postgres')
  const account = postgresAccount(folder)
  const cluster: Cluster = { folder, account, programs: postgresPrograms(account), logFile: join(options.dataFolder, 'postgres.log') }
  await createCluster(cluster)
  const superuser = addressOf(folder, 'postgres')
  const address = addressOf(folder, 'bazgasht')
  const watch: Watch = { cluster, superuser, options, pid: 0, over: new AbortController() }
  const using = takeFileLock(usersFile(options.dataFolder), 'shared')
  if (!using) throw refused('core.postgres_busy', { folder: options.dataFolder })
  try {
    watch.pid = await ensureServer(watch)
    await ensureDatabase(address, superuser)
  } catch (error) {
    await letGo(watch, using)
    throw error
  }
  const watching = keepRunning(watch)
  const stop = async () => {
    if (watch.over.signal.aborted) return
    watch.over.abort()
    await watching
    await stopWhenLast(watch, using)
  }
  return { address, superuser, pid: () => watch.pid, stop }
}

interface Watch {
  readonly cluster: Cluster
  readonly superuser: DbAddress
  readonly options: Options
  readonly over: AbortController
  pid: number
}

/** The process number of a server that answers: the living one, else a new one. */
async function ensureServer(watch: Watch): Promise<number> {
  const deadline = Date.now() + RECOVERY_LIMIT
  let tries = 0
  while (Date.now() < deadline) {
    watch.options.signal?.throwIfAborted()
    const pid = liveServer(watch.cluster) ?? spawned(watch)
    if (await becomesReady(pid, watch, deadline)) return pid
    // After a kill -9 its children hold the shared memory for a moment, and the first try may meet them.
    tries += 1
    if (tries === 5) break
    await wait(tries * 100)
  }
  throw refused('core.postgres_failed', { reason: lastWords(watch.cluster), log: watch.cluster.logFile })
}

function spawned(watch: Watch): number {
  const child = spawnServer(watch.cluster, { ...serverSettings(), ...watch.options.settings })
  child.on('error', () => undefined)
  watch.pid = child.pid ?? 0
  return watch.pid
}

/** False when the process is gone before it answers. Recovery after a crash may take its time. */
async function becomesReady(pid: number, watch: Watch, deadline: number): Promise<boolean> {
  const began = Date.now()
  let told = false
  while (isAlive(pid) && Date.now() < deadline) {
    if (await serverAnswers(watch.superuser)) return isAlive(pid)
    watch.options.signal?.throwIfAborted()
    if (!told && Date.now() - began > 3_000) {
      told = true
      watch.options.log.info('PostgreSQL is recovering; this can take a minute')
    }
    await wait(15)
  }
  return false
}

/** Watches the server until the supervisor is told that it is over; starts it again when it dies. */
async function keepRunning(watch: Watch): Promise<void> {
  while (await passes(250, watch)) {
    if (!isAlive(watch.pid)) await startAgain(watch)
  }
}

async function startAgain(watch: Watch): Promise<void> {
  watch.options.log.warn('PostgreSQL ended unexpectedly; starting it again')
  try {
    const starting = await startingLock(watch.options.dataFolder)
    try {
      watch.pid = await ensureServer(watch)
    } finally {
      starting.release()
    }
    watch.options.log.info('PostgreSQL is running again')
  } catch {
    watch.options.log.warn(`PostgreSQL does not start: ${lastWords(watch.cluster)}`)
    await passes(5_000, watch)
  }
}

/** Waits without keeping the process alive for it; false as soon as the watch is over. */
async function passes(milliseconds: number, { over: { signal } }: Watch): Promise<boolean> {
  await wait(milliseconds, undefined, { ref: false, signal }).catch(() => undefined)
  return !signal.aborted
}

async function stopWhenLast(watch: Watch, using: FileLock): Promise<void> {
  const starting = await startingLock(watch.options.dataFolder)
  try {
    await letGo(watch, using)
  } finally {
    starting.release()
  }
}

/** Stops the server unless others use it. Under the starting lock nobody can begin to between the question and the stop. */
async function letGo(watch: Watch, using: FileLock): Promise<void> {
  using.release()
  const alone = takeFileLock(usersFile(watch.options.dataFolder), 'exclusive')
  if (!alone) return
  await stopServer(liveServer(watch.cluster) ?? watch.pid)
  alone.release()
}

/** Fast shutdown writes a checkpoint; should that hang, the immediate one leaves the work to the next start. */
async function stopServer(pid: number): Promise<void> {
  signalServer(pid, 'SIGINT')
  const deadline = Date.now() + STOP_LIMIT
  while (isAlive(pid) && Date.now() < deadline) await wait(10)
  signalServer(pid, 'SIGQUIT')
  while (isAlive(pid) && Date.now() < deadline + 5_000) await wait(10)
}

async function startingLock(dataFolder: string): Promise<FileLock> {
  const lock = await waitForFileLock(join(dataFolder, 'postgres-starting.lock'), 'exclusive', STOP_LIMIT + 10_000)
  if (!lock) throw refused('core.postgres_busy', { folder: dataFolder })
  return lock
}

function usersFile(dataFolder: string): string {
  return join(dataFolder, 'postgres-users.lock')
}

function signalServer(pid: number, signal: NodeJS.Signals): void {
  if (isAlive(pid)) process.kill(pid, signal)
}

function isAlive(pid: number): boolean {
  try {
    return pid > 0 && process.kill(pid, 0)
  } catch {
    return false
  }
}
