import type { AuthTables, EventsTables } from '#core/tables'
import type { CustomersTables } from '../modules/customers/tables.ts'
import type { ImportsTables } from '../modules/imports/tables.ts'
import type { OrdersTables } from '../modules/orders/tables.ts'
import type { WorkspacesTables } from '../modules/workspaces/tables.ts'

/** Every table in the product. */
export interface Tables extends EventsTables, AuthTables, WorkspacesTables, CustomersTables, OrdersTables, ImportsTables {}
