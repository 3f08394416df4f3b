/** Why a backup was made. */
export const BACKUP_KINDS = ['scheduled', 'by_hand', 'before_upgrade', 'before_restore'] as const
export type BackupKind = (typeof BACKUP_KINDS)[number]

/** When backups are made by themselves, and how many are kept. */
export interface Schedule {
  readonly isOn: boolean
  /** Minutes after midnight. */
  readonly minute: number
  readonly keepDaily: number
  readonly keepWeekly: number
  readonly keepMonthly: number
}

/** An owner without an administrator has backups without having asked for them. */
export const USUAL_SCHEDULE: Schedule = { isOn: true, minute: 3 * 60 + 30, keepDaily: 7, keepWeekly: 4, keepMonthly: 6 }

/** So many of those made before an upgrade are kept. */
const UPGRADES_KEPT = 3
const HOUR = 3_600_000
const DAY = 24 * HOUR
/** A night's backup is tried so often, an hour apart. */
const TRIES = 4

/** `scheduled-2026-03-21T00-00-00-000.bazgasht`: what a file says about itself by its name. To the millisecond: two may be made in one second. */
export function fileNameOf(kind: BackupKind, at: Date): string {
  return `${kind.replace('_', '-')}-${at.toISOString().slice(0, 23).replaceAll(/[:.]/g, '-')}.bazgasht`
}

/** The kind and moment in the name of a file that we gave its name; null for any other file. */
export function readFileName(name: string): { readonly kind: BackupKind; readonly at: Date } | null {
  const [, word = '', day = '', time = '', fraction = '000'] =
    /^([a-z-]+)-(\d{4}-\d\d-\d\d)T(\d\d-\d\d-\d\d)(?:-(\d{3}))?\.bazgasht$/.exec(name) ?? []
  const kind = BACKUP_KINDS.find((each) => each.replace('_', '-') === word)
  return kind ? { kind, at: new Date(`${day}T${time.replaceAll('-', ':')}.${fraction}Z`) } : null
}

/** The latest moment, now or before, at which a backup was to be made. */
export function latestSlot({ minute }: Schedule, now: Date, timeZone: string): Date {
  const here = now.toTemporalInstant().toZonedDateTimeISO(timeZone)
  const today = here.withPlainTime({ hour: Math.floor(minute / 60), minute: minute % 60 })
  const slot = Temporal.ZonedDateTime.compare(today, here) > 0 ? today.subtract({ days: 1 }) : today
  return new Date(slot.epochMilliseconds)
}

interface Attempt {
  readonly askedAt: Date
  readonly state: string
}

/** Whether a backup is to be begun now: none was since the latest slot, or those that were have failed, and not just now. */
export function isDue(
  schedule: Schedule,
  { slot, now, installedAt, attempts }: { slot: Date; now: Date; installedAt: Date; attempts: readonly Attempt[] },
): boolean {
  if (!schedule.isOn || installedAt >= slot) return false
  const since = attempts.filter(({ askedAt }) => askedAt >= slot)
  if (since.length >= TRIES || since.some(({ state }) => state !== 'failed')) return false
  return since.every(({ askedAt }) => now.getTime() - askedAt.getTime() >= HOUR)
}

/** A backup whose file is there. */
export interface KeptBackup {
  readonly id: string
  readonly kind: BackupKind
  readonly at: Date
}

/**
 * The ones that may go: of those made by schedule, all but the newest of each of the last days, weeks and months that have any; of those before an upgrade, all
 * but the last. What a person made is theirs to delete, and so is what stood here before a restore. The newest of all always stays.
 */
export function backupsToRemove(backups: readonly KeptBackup[], schedule: Schedule, timeZone: string): KeptBackup[] {
  const newest = backups.toSorted((a, b) => b.at.getTime() - a.at.getTime())
  const scheduled = newest.filter(({ kind }) => kind === 'scheduled')
  const day = ({ at }: KeptBackup) => at.toTemporalInstant().toZonedDateTimeISO(timeZone).toPlainDate()
  const kept = new Set([
    ...newest.slice(0, 1),
    ...newestOfEach(scheduled, schedule.keepDaily, (each) => day(each).toString()),
    ...newestOfEach(scheduled, schedule.keepWeekly, (each) => `${day(each).yearOfWeek}-${day(each).weekOfYear}`),
    ...newestOfEach(scheduled, schedule.keepMonthly, (each) => day(each).toPlainYearMonth().toString()),
    ...newest.filter(({ kind }) => kind === 'before_upgrade').slice(0, UPGRADES_KEPT),
  ])
  return newest.filter((each) => (each.kind === 'scheduled' || each.kind === 'before_upgrade') && !kept.has(each))
}

function newestOfEach(newest: readonly KeptBackup[], most: number, period: (backup: KeptBackup) => string): KeptBackup[] {
  const seen = new Map<string, KeptBackup>()
  for (const backup of newest) if (!seen.has(period(backup))) seen.set(period(backup), backup)
  return [...seen.values()].slice(0, most)
}

/** How safe the data is: the last attempt, and the last one that came to something. */
export interface Standing {
  readonly lastGoodAt: Date | null
  readonly lastFailed: boolean
}

export type Worry = 'none' | 'old' | 'failed'

/** What whoever runs the installation should hear; null when all is well, or too new to say. */
export function worryAbout({ lastGoodAt, lastFailed }: Standing, { installedAt, now }: { installedAt: Date; now: Date }): Worry | null {
  if (now.getTime() - installedAt.getTime() < DAY) return null
  if (lastFailed) return 'failed'
  if (lastGoodAt === null) return 'none'
  return now.getTime() - lastGoodAt.getTime() > 7 * DAY ? 'old' : null
}
