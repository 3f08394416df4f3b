// The profiles module: one page a customer, with what members keep about people beside their orders: attributes of the workspace's own, notes,
// addresses, consumers, days to remember; how far each customer has come (stages); and the timeline, merged from what every module tells.
// Tables profiles_attributes, profiles_notes, profiles_mentions, profiles_addresses, profiles_consumers, profiles_dates, profiles_stages,
// profiles_stage_clocks. Emits customer.noted and customer.stage_changed; hears events of orders, merges and imports. Calls customers, orders, consent, workspaces.
export { checkedAttributes, listAttributes } from './attributes.ts'
export { profilesHolding } from './holding.ts'
export { followStages, followStagesJob } from './jobs.ts'
export { markCustomersWrittenAbout } from './mark-written-about.ts'
export { profilesRoutes } from './routes.ts'
export { patienceDays, stageOf, STAGES, type Stage } from './domain-stage.ts'
export { stageClock, stageSql } from './stages.ts'
