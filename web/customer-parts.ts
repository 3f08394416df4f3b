import type { ComponentType } from 'react'
import type { Permission } from '../app/permissions.ts'

/** What a part of the customer's page is given. */
export interface CustomerPartProps {
  readonly customerId: string
}

/** Something that a module shows on the page of a customer. */
export interface CustomerPart {
  readonly id: string
  readonly may: Permission
  readonly load: () => Promise<ComponentType<CustomerPartProps>>
}

/** The parts below a customer's figures, in order. A module adds its line; the page itself knows none of them. */
export const CUSTOMER_PARTS: readonly CustomerPart[] = [
  { id: 'orders', may: 'orders:read', load: async () => (await import('../modules/orders/web/CustomerOrders.tsx')).CustomerOrders },
]
