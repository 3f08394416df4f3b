import type { Holding } from '#core/holdings'
import { consentHolding } from '#modules/consent'
import { customersHolding } from '#modules/customers'
import { profilesHolding } from '#modules/profiles'
import { segmentsHolding } from '#modules/segments'
import { trackingHolding } from '#modules/tracking'

/** What each module keeps about customers: shown, moved, told and erased through this list. */
export const HOLDINGS: readonly Holding[] = [customersHolding, consentHolding, profilesHolding, segmentsHolding, trackingHolding]
