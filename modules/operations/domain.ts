import type { Finding, Line } from './api.ts'

type Judged = Pick<Finding, 'level' | 'code' | 'details'>

const GB = 1e9
const gigabytes = (bytes: number) => Math.round(bytes / 1e8) / 10

/** Whether there is room on a disk: 2 GB and a tenth of it is enough to go on with, less than half a GB stops PostgreSQL soon. */
export function judgeDisk(folder: string, { free, total }: { readonly free: number; readonly total: number }): Judged {
  const details = { folder, free: gigabytes(free), total: gigabytes(total) }
  if (free < 0.5 * GB) return { level: 'bad', code: 'disk_full', details }
  if (free < 2 * GB || free < total * 0.05) return { level: 'warn', code: 'disk_low', details }
  return { level: 'ok', code: 'disk_ok', details }
}

/** Whether more files can be made. File systems without a number of files say 0 of 0. */
export function judgeInodes(folder: string, { free, total }: { readonly free: number; readonly total: number }): Judged | null {
  const details = { folder, free }
  if (total === 0) return null
  if (free < 1_000) return { level: 'bad', code: 'inodes_full', details }
  return free < total * 0.05 ? { level: 'warn', code: 'inodes_low', details } : null
}

/** Whether there is memory for Bazgasht and its PostgreSQL: 1 GB carries a small shop. */
export function judgeMemory({ available, total }: { readonly available: number; readonly total: number }): Judged {
  const details = { free: gigabytes(available), total: gigabytes(total) }
  if (available < 0.15 * GB) return { level: 'bad', code: 'memory_short', details }
  if (total < 0.9 * GB) return { level: 'warn', code: 'memory_small', details }
  return available < 0.3 * GB ? { level: 'warn', code: 'memory_low', details } : { level: 'ok', code: 'memory_ok', details }
}

/** Whether this machine and the database agree what time it is; sessions and quiet hours go by it. */
export function judgeClock(seconds: number): Judged {
  const details = { seconds: Math.round(Math.abs(seconds)) }
  if (Math.abs(seconds) < 3) return { level: 'ok', code: 'clock_ok', details: {} }
  return { level: Math.abs(seconds) > 60 ? 'bad' : 'warn', code: 'clock_off', details }
}

const LATE = 5 * 60
const VERY_LATE = 60 * 60

/** Whether what follows from events is up to date. */
export function judgeReactions(reactions: readonly Line[]): Judged {
  const late = reactions.filter(({ lateSeconds }) => lateSeconds > LATE)
  if (late.length === 0) return { level: 'ok', code: 'reactions_ok', details: {} }
  const worst = Math.max(...late.map(({ lateSeconds }) => lateSeconds))
  const details = { count: late.length, minutes: Math.round(worst / 60), names: late.map(({ name }) => name).join(', ') }
  return { level: worst > VERY_LATE ? 'bad' : 'warn', code: 'reactions_late', details }
}

/** Whether jobs are taken up soon after they are due. */
export function judgeJobs(jobs: readonly Line[]): Judged {
  const late = jobs.filter(({ lateSeconds }) => lateSeconds > 2 * LATE)
  const failed = jobs.filter(({ failed }) => failed > 0)
  if (late.length > 0) {
    const worst = Math.max(...late.map(({ lateSeconds }) => lateSeconds))
    const details = { count: late.length, minutes: Math.round(worst / 60), names: late.map(({ name }) => name).join(', ') }
    return { level: worst > 2 * VERY_LATE ? 'bad' : 'warn', code: 'jobs_late', details }
  }
  if (failed.length === 0) return { level: 'ok', code: 'jobs_ok', details: {} }
  const count = failed.reduce((sum, { failed }) => sum + failed, 0)
  return { level: 'warn', code: 'jobs_failed', details: { count, names: failed.map(({ name }) => name).join(', ') } }
}

/** Whether letters and messages leave, each kind for itself; one line when all do. */
export function judgeBacklogs(backlogs: readonly Line[]): Judged[] {
  const troubles = backlogs.flatMap(({ name, waiting, failed, lateSeconds }): Judged[] => {
    if (lateSeconds > VERY_LATE)
      return [{ level: 'warn', code: `${name}_late`, details: { count: waiting, minutes: Math.round(lateSeconds / 60) } }]
    return failed > 0 ? [{ level: 'warn', code: `${name}_failed`, details: { count: failed } }] : []
  })
  return troubles.length > 0 ? troubles : [{ level: 'ok', code: 'deliveries_ok', details: {} }]
}

/** Whether the last good backup is recent. */
export function judgeBackup(hours: number | null, lastFailed: boolean): Judged {
  if (lastFailed) return { level: 'bad', code: 'backup_failed', details: {} }
  if (hours === null) return { level: 'warn', code: 'backup_none', details: {} }
  if (hours > 7 * 24) return { level: 'warn', code: 'backup_old', details: { days: Math.floor(hours / 24) } }
  return { level: 'ok', code: 'backup_ok', details: { hours: Math.round(hours) } }
}

const SILENT_SECONDS = 60

interface Reported {
  readonly host: string
  readonly pid: number
  readonly version: string
  readonly startedAt: Date
  readonly seenSeconds: number
}

/** Whether processes go silent without having said goodbye, or differ in version. */
export function judgeProcesses(processes: readonly Reported[], now: Date): Judged[] {
  const named = (some: readonly Reported[]) => some.map(({ host, pid }) => `${host}/${pid}`).join(', ')
  const silent = processes.filter(({ seenSeconds }) => seenSeconds > SILENT_SECONDS)
  const running = processes.filter(({ seenSeconds }) => seenSeconds <= SILENT_SECONDS)
  const versions = [...new Set(running.map(({ version }) => version))]
  const troubles: Judged[] = []
  const lost = silent.filter((gone) => !running.some((other) => isHeirOf(other, gone, now)))
  if (lost.length > 0) troubles.push({ level: 'warn', code: 'processes_lost', details: { names: named(lost) } })
  if (versions.length > 1) troubles.push({ level: 'warn', code: 'processes_mixed', details: { names: versions.join(', ') } })
  return troubles.length > 0 ? troubles : [{ level: 'ok', code: 'processes_ok', details: {} }]
}

/** Whether a process began on the same machine after the other had gone silent: it was restarted. */
function isHeirOf(heir: Reported, gone: Reported, now: Date): boolean {
  return heir.host === gone.host && heir.startedAt.getTime() > now.getTime() - (gone.seenSeconds + SILENT_SECONDS) * 1000
}

/** What PostgreSQL says about itself, as checks read it. */
export interface DatabaseState {
  readonly version: number
  readonly encoding: string
  readonly collation: string
  readonly isLeakproof: boolean
  readonly isSuperuser: boolean
  readonly bypassesRowSecurity: boolean
  readonly fsync: boolean
  readonly fullPageWrites: boolean
  readonly connections: number
  readonly mostConnections: number
  readonly extensions: readonly string[]
}

const NEEDED_EXTENSIONS = ['pg_trgm', 'btree_gin']

/** What is wrong with how PostgreSQL is set; one line when nothing is. */
export function judgeDatabase(state: DatabaseState): Judged[] {
  const missing = NEEDED_EXTENSIONS.filter((name) => !state.extensions.includes(name))
  const troubles: (Judged | false)[] = [
    state.version < 18 && { level: 'bad', code: 'database_old', details: { version: state.version } },
    state.encoding !== 'UTF8' && { level: 'bad', code: 'database_encoding', details: { encoding: state.encoding } },
    /^(?:C|POSIX)$/.test(state.collation) && { level: 'bad', code: 'database_locale', details: { locale: state.collation } },
    (state.isSuperuser || state.bypassesRowSecurity) && { level: 'bad', code: 'database_role', details: {} },
    (!state.fsync || !state.fullPageWrites) && { level: 'bad', code: 'database_unsafe', details: {} },
    missing.length > 0 && { level: 'bad', code: 'database_extensions', details: { names: missing.join(', ') } },
    !state.isLeakproof && { level: 'warn', code: 'database_leakproof', details: {} },
    state.connections > state.mostConnections * 0.85 && {
      level: 'warn',
      code: 'database_crowded',
      details: { connections: state.connections, most: state.mostConnections },
    },
  ]
  const found = troubles.filter((each) => each !== false)
  return found.length > 0 ? found : [{ level: 'ok', code: 'database_settings_ok', details: {} }]
}
