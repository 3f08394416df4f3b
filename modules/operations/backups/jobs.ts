import * as z from 'zod'
import { job } from '#core/jobs'
import { runBackup } from './run-backup.ts'
import { sweepBackups } from './sweep.ts'

/** Makes the backup that waits. */
export const runBackupJob = job('operations.run_backup', z.unknown(), runBackup)

/** Asks for a backup when one is due, and sees to those that died. */
export const sweepBackupsJob = job('operations.sweep_backups', z.unknown(), (server) => sweepBackups(server, new Date()))
