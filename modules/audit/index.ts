/**
 * Reading what was done in a workspace, by whom, when and from where; how long that is kept. Entries are written by core/audit.
 * Owns audit_settings. Calls workspaces, and reads everybody's tables for the names of what entries speak of.
 */
export { purgeLogJob } from './jobs.ts'
export { auditRoutes } from './routes.ts'
