/**
 * Running the installation: how it is doing, backups, what an operator should see to.
 * Owns operations_backups, operations_settings; calls accounts, workspaces.
 */
export type { Finding } from './api.ts'
export { finding, reasonOf } from './checks/check.ts'
export { sendTrial } from './checks/mail.ts'
export { examine } from './checks/run.ts'
export { findingText } from './findings-text.ts'
export { metricsOver } from './metrics.ts'
export { reportProcess } from './processes.ts'
export { operationsRoutes } from './routes.ts'
export type { Sources } from './sources.ts'
export { runBackupJob, sweepBackupsJob } from './backups/jobs.ts'
export { backupsRoutes } from './backups/routes.ts'
export { fileNameOf } from './backups/domain.ts'
export { backupOf, keptSecret } from './backups/wish.ts'
