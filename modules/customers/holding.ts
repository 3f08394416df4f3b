import type { Holding } from '#core/holdings'
import { erasePerson, tellPerson } from './identity/erase-person.ts'
import { IDENTITY_RETENTION } from './identity/forget.ts'
import { IDENTITY_TIMELINE } from './identity/timeline.ts'
import { CUSTOMER_FILTERS } from './list/filter-fields.ts'
import { erasePeople, tellPeople } from './personal-data.ts'

/** What this module keeps about customers. */
export const customersHolding: Holding = { module: 'customers', filters: CUSTOMER_FILTERS, tell: tellPeople, erase: erasePeople }
