import * as z from 'zod'
import { BACKUP_KINDS } from './domain.ts'

export const BackupParams = z.object({ id: z.uuid() })

const Failure = z.object({ code: z.string(), details: z.record(z.string(), z.union([z.string(), z.number()])) })

export const Backup = z.object({
  id: z.uuid(),
  kind: z.enum(BACKUP_KINDS),
  state: z.enum(['waiting', 'running', 'done', 'failed']),
  at: z.iso.datetime(),
  endedAt: z.iso.datetime().nullable(),
  fileName: z.string(),
  bytes: z.number(),
  checksum: z.string().nullable(),
  /** How far one is that runs, 0 to 1. */
  share: z.number(),
  failure: Failure.nullable(),
  /** The file lies on this machine; another one may have made it, or somebody taken it away. */
  isHere: z.boolean(),
})
export type Backup = z.infer<typeof Backup>

export const ScheduleBody = z.object({
  isOn: z.boolean(),
  minute: z.int().min(0).max(1439),
  keepDaily: z.int().min(1).max(60),
  keepWeekly: z.int().min(0).max(60),
  keepMonthly: z.int().min(0).max(60),
})
export type ScheduleBody = z.infer<typeof ScheduleBody>

export const WORRIES = ['none', 'old', 'failed'] as const

export const BackupsResponse = z.object({
  backups: z.array(Backup),
  schedule: ScheduleBody,
  /** When the next one is made by itself; null when none is. */
  nextAt: z.iso.datetime().nullable(),
  timeZone: z.string(),
  lastGoodAt: z.iso.datetime().nullable(),
  worry: z.enum(WORRIES).nullable(),
  folder: z.string(),
  /** Bytes; null where the system does not say. */
  free: z.number().nullable(),
  /** The folder is on the disk that the data is on: both go when it does. */
  isSameDisk: z.boolean(),
  /** False when the secret was set from outside, and has to be kept by who set it. */
  keepsSecret: z.boolean(),
})
export type BackupsResponse = z.infer<typeof BackupsResponse>

export const WorryResponse = z.object({ worry: z.enum(WORRIES).nullable(), lastGoodAt: z.iso.datetime().nullable() })
export type WorryResponse = z.infer<typeof WorryResponse>

export const PasswordBody = z.object({ password: z.string().min(1).max(1000) })

export const DownloadResponse = z.object({ path: z.string() })
export type DownloadResponse = z.infer<typeof DownloadResponse>

export const DownloadQuery = z.object({ token: z.string().max(500) })

export const Verification = z.object({ failure: Failure.nullable(), rows: z.number(), tables: z.number() })
export type Verification = z.infer<typeof Verification>
