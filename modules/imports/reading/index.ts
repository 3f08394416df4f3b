/**
 * From the bytes of a file to orders, without a database: the command line's report reads files through this door, the import through
 * `lineParser` and the same tables. Owns no table and no event, calls no module.
 */
export { dataRows } from './data-rows.ts'
export { gatherOrders, startGathering, type GatheredOrder, type GatheredOrders, type Gathering, type OrderKind } from './gather-orders.ts'
export { openTable, type RowBatch, type Table } from './open-table.ts'
export { NO_CURRENCY, problemsOf, recogniseFile, type Recognised, type RecognisedColumn, type RecogniseHints } from './recognise-file.ts'
