import type { Holding } from '#core/holdings'
import { customersHolding } from '#modules/customers'
import { segmentsHolding } from '#modules/segments'

/** What each module keeps about customers: shown, moved, told and erased through this list. */
export const HOLDINGS: readonly Holding[] = [customersHolding, segmentsHolding]
