/**
 * What websites, apps and servers tell us, in the words of Segment's HTTP API: taken, kept durably, and digested into people, visits, carts, orders
 * and consent. Owns tracking_sources, tracking_messages, tracking_digests, tracking_refusals; emits visit.*; calls customers, orders, consent,
 * workspaces.
 */
export { messagesBacklog } from './backlog.ts'
export { digestMessages } from './digest.ts'
export { trackingHolding } from './holding.ts'
export { trackingRoutes } from './routes.ts'
export { trackingV1Routes } from './v1-routes.ts'
