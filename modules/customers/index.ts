// The customers module: who our customers are, what they are recognised by, and what they did, in one summary row each.
// Tables customers, customers_keys, customers_summaries, customers_changes. Emits nothing. Calls no other module.
export { customersHolding } from './holding.ts'
export { compileCondition } from './list/compile.ts'
export { currentAt } from './list/months.ts'
export { customerFor, matchesSearch } from './queries.ts'
export { customersRoutes } from './routes.ts'
export { putSummaries } from './put-summaries.ts'
export { summaryLine, writeSummaries, type SummaryRow } from './write-summaries.ts'
export { mergeStagedCustomers, type StagedFile } from './merge-staged.ts'
export { listUndoneCustomers, undoImportedCustomers } from './undo-import.ts'
