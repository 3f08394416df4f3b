import type { Holding } from '#core/holdings'
import { CUSTOMERS_BELONGINGS } from './belongings.ts'
import { IDENTITY_RETENTION } from './identity/forget.ts'
import { IDENTITY_TIMELINE } from './identity/timeline.ts'
import { CUSTOMER_FILTERS } from './list/filter-fields.ts'
import { erasePeople, tellPeople } from './personal-data.ts'

/** What this module keeps about customers. */
export const customersHolding: Holding = {
  module: 'customers',
  timeline: IDENTITY_TIMELINE,
  filters: CUSTOMER_FILTERS,
  tell: tellPeople,
  erase: erasePeople,
  retention: IDENTITY_RETENTION,
  belongings: CUSTOMERS_BELONGINGS,
}
