/**
 * Who works where: workspaces, members, first set-up, session and settings.
 * Owns workspaces, workspaces_members; emits workspace.created and workspace.changed; calls nobody.
 */
export { auditUser } from './audit-user.ts'
export { memberContexts, systemCtx } from './contexts.ts'
export { createWorkspace } from './create-workspace.ts'
export type { RightsOf } from './roles/domain.ts'
export { listColleagues, listMembers, listWorkspaces, openWorkspace, workspaceById } from './queries.ts'
export { workspacesRoutes } from './routes.ts'
export { firstStartLink } from './set-up.ts'
export { changeCurrency } from './settings.ts'
