// The privacy module: what people may ask of us (see, correct, erase), how long data is kept, who is told when something happened to it.
// Tables privacy_settings, privacy_erasures, privacy_retention, privacy_purges, privacy_incidents, privacy_incident_people.
// Emits customer.erased and incident.told. Calls customers, consent and workspaces.
export { privacyHolding } from './holding.ts'
export { eraseDueJob, purgeJob } from './jobs.ts'
export { privacyPublicRoutes } from './public-routes.ts'
export { privacyRoutes } from './routes.ts'
