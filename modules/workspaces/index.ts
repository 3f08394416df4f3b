/**
 * Who works where: workspaces, members, first set-up, session and settings.
 * Parts: members/, roles/ (the workspace's own), invitations/, brand/ (logo and colour), hours/ (and holidays), export/ (everything in one file), deletion/.
 * Owns workspaces and every table named workspaces_…; emits workspace.created and workspace.changed; calls nobody.
 */
export { auditUser } from './audit-user.ts'
export { memberContexts, systemCtx } from './contexts.ts'
export { brandPublicRoutes, brandRoutes } from './brand/routes.ts'
export { isOpenAt, nextOpening, openMinutesBetween } from './hours/domain.ts'
export { hoursFor } from './hours/queries.ts'
export { hoursRoutes } from './hours/routes.ts'
export { deleteDueJob } from './deletion/jobs.ts'
export { deletionRoutes } from './deletion/routes.ts'
export { runExportJob, sweepExportsJob } from './export/jobs.ts'
export { exportRoutes } from './export/routes.ts'
export { createWorkspace } from './create-workspace.ts'
export { workspacesHolding } from './holding.ts'
export { invitationRoutes, invitationsRoutes } from './invitations/routes.ts'
export { addMember } from './members/add-member.ts'
export { membersRoutes } from './members/routes.ts'
export type { RightsOf } from './roles/domain.ts'
export { rolesRoutes } from './roles/routes.ts'
export { listColleagues, listMembers, membershipsOf, listWorkspaces, openWorkspace, workspaceById } from './queries.ts'
export { workspacesRoutes } from './routes.ts'
export { firstStartLink } from './set-up.ts'
export { requirementRoutes } from './requirement-routes.ts'
export { changeCurrency } from './settings.ts'
