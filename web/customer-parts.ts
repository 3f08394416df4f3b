import type { ComponentType } from 'react'
import type { Permission } from '../app/permissions.ts'

/** What a part of the customer's page is given. */
export interface CustomerPartProps {
  readonly customerId: string
}

/** Something that a module shows on the page of a customer. */
export interface CustomerPart {
  /** A tab of the middle has its word under "customerPart" in the kit's messages. */
  readonly id: 'orders' | 'answers' | 'consent' | 'merges' | 'privacy'
  /** Below who the person is, as a tab in the middle, or below the numbers. Parts at the sides bring their own heading (Section). */
  readonly side: 'person' | 'main' | 'numbers'
  /** Smaller ones come first. */
  readonly order: number
  readonly may: Permission
  readonly load: () => Promise<ComponentType<CustomerPartProps>>
}

/** What modules show on a customer's page beside the page's own. A module adds its line; the page itself knows none of them. */
export const CUSTOMER_PARTS: readonly CustomerPart[] = [
  {
    id: 'orders',
    side: 'main',
    order: 10,
    may: 'orders:read',
    load: async () => (await import('../modules/orders/web/CustomerOrders.tsx')).CustomerOrders,
  },
  {
    id: 'answers',
    side: 'numbers',
    order: 20,
    may: 'customers:read',
    load: async () => (await import('../modules/insights/web/types/CustomerAnswers.tsx')).CustomerAnswers,
  },
  {
    id: 'consent',
    side: 'main',
    order: 30,
    may: 'consent:read',
    load: async () => (await import('../modules/consent/web/CustomerConsent.tsx')).CustomerConsent,
  },
  {
    id: 'merges',
    side: 'person',
    order: 80,
    may: 'customers:read',
    load: async () => (await import('../modules/customers/web/CustomerMerges.tsx')).CustomerMerges,
  },
  {
    id: 'privacy',
    side: 'numbers',
    order: 90,
    may: 'privacy:read',
    load: async () => (await import('../modules/privacy/web/CustomerPrivacy.tsx')).CustomerPrivacy,
  },
]
