import type { Holding } from '#core/holdings'
import { TYPE_COLUMN, TYPE_FILTERS } from './types/filters.ts'
import { eraseTypes, tellTypes } from './types/personal-data.ts'

/** What this module keeps about customers: figures that follow from purchases, and are worked out again for whoever they belong to. */
export const insightsHolding: Holding = {
  module: 'insights',
  filters: [...TYPE_FILTERS],
  columnsOf: async () => [TYPE_COLUMN],
  tell: tellTypes,
  erase: eraseTypes,
}
