import type { Holding } from '#core/holdings'
import { CUSTOMER_FILTERS } from './list/filter-fields.ts'

/** What this module keeps about customers. */
export const customersHolding: Holding = { module: 'customers', filters: CUSTOMER_FILTERS }
