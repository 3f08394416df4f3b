/**
 * Everybody's own account: signing in, passwords, a second factor, sessions, and how they read. Over core's `auth_*` tables.
 * Calls workspaces.
 */
export { askPassword } from './ask-password.ts'
export { preferencesRoutes } from './preferences/routes.ts'
export { forgetOldJob, tellResetsJob } from './jobs.ts'
export { createSignInLink, makeResetLink } from './links.ts'
export { operatorEmails, setOperator, userIdOf } from './operators.ts'
export { removeSecondFactor } from './second-factor/change.ts'
export { secondFactorRoutes } from './second-factor/routes.ts'
export { accountsRoutes, resetLinksRoutes } from './routes.ts'
export { signOutEverywhere } from './sessions.ts'
export { signInRoutes } from './sign-in-routes.ts'
