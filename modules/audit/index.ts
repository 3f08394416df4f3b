/**
 * Reading what was done in a workspace, by whom, when and from where; how long that is kept. Entries are written by core/audit.
 * Calls workspaces.
 */
export { auditRoutes } from './routes.ts'
