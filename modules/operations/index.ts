/**
 * Running the installation: how it is doing, backups, what an operator should see to.
 * Calls workspaces.
 */
export type { Finding } from './api.ts'
export { finding, reasonOf } from './checks/check.ts'
export { sendTrial } from './checks/mail.ts'
export { examine } from './checks/run.ts'
export { findingText } from './findings-text.ts'
export { operationsRoutes } from './routes.ts'
export type { Sources } from './sources.ts'
export { LEFT_OUT } from './backups/left-out.ts'
