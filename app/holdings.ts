import type { Holding } from '#core/holdings'
import { customersHolding } from '#modules/customers'

/** What each module keeps about customers: shown, moved, told and erased through this list. */
export const HOLDINGS: readonly Holding[] = [customersHolding]
