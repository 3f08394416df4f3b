import type { Holding } from '#core/holdings'

/** What this module keeps about customers: figures that follow from purchases, and are worked out again for whoever they belong to. */
export const insightsHolding: Holding = { module: 'insights' }
