/**
 * Running the installation: how it is doing, backups, what an operator should see to.
 * Calls workspaces.
 */
export { operationsRoutes } from './routes.ts'
