import type { TFunction } from 'i18next'

interface Named {
  readonly name: string | null
  readonly phone?: string | null
  readonly email?: string | null
  readonly externalId: string | null
}

/** What to call a customer: the name, else whatever they are known by. */
export function customerTitle(customer: Named, t: TFunction<'customers'>): string {
  const known = customer.name ?? customer.email ?? customer.phone
  return known ?? (customer.externalId ? t('numbered', { number: customer.externalId }) : t('nameless'))
}
