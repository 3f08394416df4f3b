// The webhooks module: events that leave for other systems by Standard Webhooks, and what became of each.
// Tables webhooks_endpoints, webhooks_deliveries, webhooks_attempts. Emits webhook.disabled. Calls customers, workspaces.
export { webhooksBacklog } from './backlog.ts'
export { describeEvents } from './describe-events.ts'
export { fanOutWebhooks } from './fan-out.ts'
export { webhooksHolding } from './holding.ts'
export { sendWebhooksJob, sweepWebhooksJob } from './jobs.ts'
export { webhooksRoutes } from './routes.ts'
