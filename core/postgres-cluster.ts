import { spawn, type ChildProcess } from 'node:child_process'
import {
  chownSync,
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { refused } from '#core/errors'
import type { Account } from '#core/postgres-account'
import { INITDB_FLAGS, type ServerSettings } from '#core/postgres-settings'

/** A database cluster on disk, and who runs which programs on it. */
export interface Cluster {
  readonly folder: string
  readonly programs: string
  readonly account: Account | null
  readonly logFile: string
}

const LOG_LIMIT = 10 * 1024 * 1024

/** Makes the cluster unless it is there. It gets its name only when whole, so an interrupted first start leaves nothing that looks like data. */
export async function createCluster(cluster: Cluster): Promise<void> {
  if (existsSync(join(cluster.folder, 'PG_VERSION'))) return refuseOtherVersion(cluster)
  const unfinished = `${cluster.folder}.unfinished`
  rmSync(unfinished, { recursive: true, force: true })
  mkdirSync(unfinished, { mode: 0o700 })
  if (cluster.account) chownSync(unfinished, cluster.account.uid, cluster.account.gid)
  const child = spawn(join(cluster.programs, 'bin', 'initdb'), [...standingIn(unfinished, cluster.account), ...INITDB_FLAGS], {
    ...asAccount(unfinished, cluster.account),
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  const failed = new Promise<string>((resolve) => child.on('error', (error) => resolve(error.message)))
  const said = await Promise.race([failed, text(child.stderr)])
  if (!existsSync(join(unfinished, 'PG_VERSION')) || (await exitCode(child)) !== 0) {
    throw refused('core.postgres_failed', { reason: lastLine(said), log: cluster.logFile })
  }
  renameSync(unfinished, cluster.folder)
}

/** Starts the server on the cluster, in a session of its own: Ctrl-C in the terminal must not reach it before the requests are drained. */
export function spawnServer(cluster: Cluster, settings: ServerSettings): ChildProcess {
  forgetDeadServer(cluster)
  const log = openLog(cluster.logFile)
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const child = spawn(join(cluster.programs, 'bin', 'postgres'), [...standingIn(cluster.folder, cluster.account), ...flags], {
    ...asAccount(cluster.folder, cluster.account),
    stdio: ['ignore', log, log],
    detached: true,
  })
  closeSync(log)
  child.unref()
  return child
}

/** The process number of the live server on the cluster, null when none is. */
export function liveServer(cluster: Cluster): number | null {
  const pid = recordedServer(cluster)
  return pid !== null && isServerOf(pid, cluster) ? pid : null
}

/** The server's last words, for the one line that says why it did not start. */
export function lastWords(cluster: Cluster): string {
  return existsSync(cluster.logFile) ? lastLine(readFileSync(cluster.logFile, 'utf8').slice(-4000)) : ''
}

/**
 * The server stands in its folder and names it /proc/self/cwd: root opens the folder for it before giving up its rights,
 * so the account needs to enter none of the folders above. Without root the path itself will do.
 */
function standingIn(folder: string, account: Account | null): string[] {
  return ['-D', account && process.platform === 'linux' ? '/proc/self/cwd' : folder]
}

function asAccount(folder: string, account: Account | null) {
  return { ...account, cwd: folder, env: { PATH: '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' } }
}

function refuseOtherVersion(cluster: Cluster): void {
  const version = readFileSync(join(cluster.folder, 'PG_VERSION'), 'utf8').trim()
  if (version !== '18') throw refused('core.postgres_version', { version, wanted: '18', folder: cluster.folder })
}

function recordedServer(cluster: Cluster): number | null {
  try {
    const pid = Number(readFileSync(join(cluster.folder, 'postmaster.pid'), 'utf8').split('\n', 1)[0])
    return pid > 1 ? pid : null
  } catch {
    return null
  }
}

/** A number may have been given to another process since; on Linux the server is known by the folder it stands in. */
function isServerOf(pid: number, cluster: Cluster): boolean {
  try {
    process.kill(pid, 0)
    return process.platform !== 'linux' || readlinkSync(`/proc/${pid}/cwd`) === realpathSync(cluster.folder)
  } catch {
    return false
  }
}

/** PostgreSQL itself refuses to start while any process bears the number in its file, as it easily does in a new container. */
function forgetDeadServer(cluster: Cluster): void {
  if (process.platform === 'linux' && liveServer(cluster) === null) rmSync(join(cluster.folder, 'postmaster.pid'), { force: true })
}

function openLog(file: string): number {
  const stat = statSync(file, { throwIfNoEntry: false })
  if (stat && stat.size > LOG_LIMIT) renameSync(file, `${file}.1`)
  return openSync(file, 'a', 0o600)
}

async function exitCode(child: ChildProcess): Promise<number | null> {
  if (child.exitCode === null && child.signalCode === null && child.pid) await new Promise((resolve) => child.once('exit', resolve))
  return child.exitCode
}

function lastLine(said: string): string {
  const lines = said.trim().split('\n')
  const fatal = lines.findLast((line) => /FATAL|PANIC|error:/.test(line))
  return (fatal ?? lines.at(-1) ?? '').replace(/^.*?(?:FATAL|PANIC|error):\s*/, '')
}
