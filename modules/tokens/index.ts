// The tokens module: keys of programs, and how programs come in to the management API by them.
// Tables tokens, tokens_keys, tokens_requests. Emits nothing. Calls workspaces.
export { tokenEntrance } from './entrance.ts'
export { tokensHolding } from './holding.ts'
export { forgetRequestsJob } from './jobs.ts'
export { tokensRoutes } from './routes.ts'
