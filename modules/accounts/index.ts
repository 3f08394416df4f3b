/**
 * Everybody's own account: signing in, passwords, a second factor, sessions, and how they read. Over core's `auth_*` tables.
 * Calls workspaces.
 */
export { accountsRoutes } from './routes.ts'
