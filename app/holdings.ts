import { eventsHolding } from '#core/events-holding'
import type { Holding } from '#core/holdings'
import { consentHolding } from '#modules/consent'
import { customersHolding } from '#modules/customers'
import { insightsHolding } from '#modules/insights'
import { ordersHolding } from '#modules/orders'
import { privacyHolding } from '#modules/privacy'
import { profilesHolding } from '#modules/profiles'
import { happeningsHolding, segmentsHolding } from '#modules/segments'
import { shopsHolding } from '#modules/shops'
import { tokensHolding } from '#modules/tokens'
import { trackingHolding } from '#modules/tracking'
import { webhooksHolding } from '#modules/webhooks'
import { workspacesHolding } from '#modules/workspaces'

/** What each module keeps about customers, and has of members: shown, moved, told, erased and handed over through this list. */
export const HOLDINGS: readonly Holding[] = [
  customersHolding,
  ordersHolding,
  consentHolding,
  privacyHolding,
  eventsHolding,
  profilesHolding,
  segmentsHolding,
  happeningsHolding,
  shopsHolding,
  trackingHolding,
  webhooksHolding,
  insightsHolding,
  tokensHolding,
  workspacesHolding,
]
